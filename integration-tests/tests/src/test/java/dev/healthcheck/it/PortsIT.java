package dev.healthcheck.it;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ports that need not be open: the application runs without probes, and one line says so.
 */
@Execution(ExecutionMode.CONCURRENT)
class PortsIT {

	private static final int WITHOUT_A_SERVER = 18_080;

	private static @Nullable ServerSocket taken;

	@TempDir
	Path directory;

	@BeforeAll
	static void take() throws IOException {
		ServerSocket socket = new ServerSocket();
		if (socket.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
			// So that the same test of another build on this machine can take it, too
			socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
		}
		taken = socket;
		try {
			socket.bind(new InetSocketAddress(WITHOUT_A_SERVER));
		}
		catch (IOException ex) {
			// Somebody else has it, which is as good
		}
	}

	@AfterAll
	static void release() throws IOException {
		if (taken != null) {
			taken.close();
		}
	}

	@Test
	void whenTheDefaultPortIsTakenAJobRunsAndEnds() throws Exception {
		try (RunningApplication job = start(Application.NONE,
				Map.of("job", "true", "spring.main.keep-alive", "false"))) {
			job.program().awaitLine("The job has begun");
			job.program().endInput();
			assertThat(job.program().await()).isZero();
			assertThat(job.program().lines()).contains("The job has ended");
			assertWarnsOnce(job);
		}
	}

	@Test
	void whenTheDefaultPortIsTakenAWarRuns() throws Exception {
		try (RunningApplication war = start(Application.WAR, Map.of()).awaitStart()) {
			assertThat(war.server().get("/hello").body()).isEqualTo("hello");
			assertThat(war.server().get("/actuator/health").status()).isEqualTo(200);
			assertWarnsOnce(war);
		}
	}

	// Plain Boot does not start on Reactor Netty with such a port
	@Test
	@Tag("figures")
	void whenServerPortIsNegativeProbesAreOnThatOfAnApplicationWithoutAServer() throws Exception {
		try (RunningApplication running = start(Application.TOMCAT, Map.of("server.port", "-1")).awaitStart()) {
			assertWarnsOnce(running);
		}
	}

	private static void assertWarnsOnce(RunningApplication application) {
		assertThat(warnings(application)).singleElement()
			.asString()
			.contains("18080", "set 'healthcheck.server.port' to a free port");
	}

	@Test
	@Tag("figures")
	void whenServerPortIsNegativeProbesAreOnThePortThatIsSet() throws Exception {
		try (RunningApplication running = start(Application.TOMCAT,
				Map.of("server.port", "-1", "healthcheck.server.port", "0"))
			.awaitStart()) {
			assertThat(running.probes().get("/readyz").body()).isEqualTo("ok");
			assertThat(warnings(running)).isEmpty();
		}
	}

	@Test
	void whenTheManagementPortIsNegativeThereIsNoDefaultPort() throws Exception {
		try (RunningApplication running = start(Application.TOMCAT, Map.of("management.server.port", "-1"))
			.awaitStart()) {
			assertThat(running.server().get("/hello").body()).isEqualTo("hello");
			assertThat(running.server().get("/actuator/health").status()).isEqualTo(404);
			assertThat(Endpoint.of(running.port().ofProbes().number()).isRefused()).isTrue();
			assertThat(running.program().toString()).doesNotContain("Probes are on");
			assertThat(running.program()
				.lines()
				.stream()
				.filter((line) -> line.startsWith("INFO dev.healthcheck") && line.contains("management.server.port")))
				.singleElement()
				.asString()
				.contains("healthcheck.server.port");
		}
	}

	@Test
	@Tag("figures")
	void whenTheManagementPortIsNegativeThePortThatIsSetIsOpened() throws Exception {
		try (RunningApplication running = start(Application.TOMCAT,
				Map.of("management.server.port", "-1", "healthcheck.server.port", "0"))
			.awaitStart()) {
			assertThat(running.probes().get("/readyz").body()).isEqualTo("ok");
			assertThat(running.probes().get("/actuator/health").status()).isEqualTo(200);
		}
	}

	private RunningApplication start(Application application, Map<String, String> properties) throws IOException {
		return RunningApplication.start(application, Jdk.current(), this.directory, properties, false);
	}

	private static List<String> warnings(RunningApplication application) {
		return application.program().warnings("dev.healthcheck");
	}

}
