package dev.healthcheck.it;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is wrong stops the start, and the failure analysis names the key.
 */
@Execution(ExecutionMode.CONCURRENT)
class FailingStartIT {

	private static final String PORT = "healthcheck.server.port";

	@TempDir
	Path directory;

	@ParameterizedTest
	@EnumSource(names = { "JETTY", "WEBFLUX" })
	@Tag("figures")
	void whenTheDefaultPortIsTakenOnAnotherServer(Application application) throws Exception {
		assertFailsWhenTheDefaultPortIsTaken(application);
	}

	@Test
	void whenTheDefaultPortIsTaken() throws Exception {
		assertFailsWhenTheDefaultPortIsTaken(Application.TOMCAT);
	}

	private void assertFailsWhenTheDefaultPortIsTaken(Application application) throws Exception {
		LocalPort port = LocalPort.free();
		try (ServerSocket taken = port.ofProbes().take()) {
			assertFails(application, Map.of("server.port", String.valueOf(port.number())),
					String.valueOf(taken.getLocalPort()), "default of '" + PORT + "'", "Set '" + PORT + "'");
		}
	}

	@Test
	void whenThePortThatIsSetIsTaken() throws Exception {
		assertFailsWhenThePortThatIsSetIsTaken(Application.NONE);
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "WAR" })
	@Tag("figures")
	void whenThePortThatIsSetIsTakenBesideAWebServer(Application application) throws Exception {
		assertFailsWhenThePortThatIsSetIsTaken(application);
	}

	private void assertFailsWhenThePortThatIsSetIsTaken(Application application) throws Exception {
		try (ServerSocket taken = LocalPort.free().take()) {
			String port = String.valueOf(taken.getLocalPort());
			assertFails(application, Map.of(PORT, port), port, "Set '" + PORT + "'");
		}
	}

	@ParameterizedTest
	@CsvSource({ "TOMCAT, server.port", "NONE, management.server.port" })
	@Tag("figures")
	void whenThePortIsThatOfAnotherServer(Application application, String key) throws Exception {
		String port = String.valueOf(LocalPort.free().number());
		assertFails(application, Map.of(key, port, PORT, port),
				"'" + PORT + "' is " + port + ", and so is '" + key + "'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "eighty" })
	@Tag("figures")
	void whenThePortIsNone(String port) throws Exception {
		assertFails(Application.NONE, Map.of(PORT, port), PORT, port);
	}

	@Test
	void whenThereIsNoSuchSslBundle() throws Exception {
		assertFails(Application.NONE, Map.of("healthcheck.server.ssl.bundle", "nothing"),
				"'healthcheck.server.ssl.bundle' is 'nothing'");
	}

	@Test
	void whenKeysAreRemoved() throws Exception {
		// Where Spring Boot looks for keys that it does not know
		Files.writeString(this.directory.resolve("application.properties"), """
				healthcheck.server.isolated=true
				healthcheck.server.reserved-threads=2
				healthcheck.server.stall-after=10s
				healthcheck.server.on-stall=down
				""");
		assertFails(Application.NONE, Map.of(PORT, "0"),
				"'healthcheck.server.isolated': Set 'healthcheck.server.enabled=false'",
				"'healthcheck.server.reserved-threads': Remove it",
				"'healthcheck.server.stall-after': Use 'healthcheck.app-server.stall-after'",
				"'healthcheck.server.on-stall': Use 'healthcheck.app-server.on-stall'");
	}

	private void assertFails(Application application, Map<String, String> properties, String... parts)
			throws Exception {
		try (RunningApplication failing = RunningApplication.start(application, Jdk.current(), this.directory,
				properties, false)) {
			failing.program().awaitLine("APPLICATION FAILED TO START");
			if (application != Application.WAR) {
				assertThat(failing.program().await()).isEqualTo(1);
				assertThat(failing.program().lines()).noneMatch((line) -> line.startsWith("\tat "));
			}
			assertThat(failing.program().toString()).contains(parts);
		}
	}

}
