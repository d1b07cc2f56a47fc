package dev.healthcheck.it;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A parent without a web server and a child with one, of which both are configured
 * automatically.
 */
@Execution(ExecutionMode.CONCURRENT)
class HierarchyIT {

	@TempDir
	Path directory;

	@Test
	void probesAreThoseOfTheChildUntilItIsClosed() throws Exception {
		run(Application.TOMCAT);
	}

	@ParameterizedTest
	@EnumSource(names = "JETTY")
	@Tag("figures")
	void probesAreThoseOfTheChildUntilItIsClosed(Application application) throws Exception {
		run(application);
	}

	private void run(Application application) throws Exception {
		LocalPort port = LocalPort.free();
		try (Program program = Program.start(Jdk.current(), this.directory,
				List.of("-Dserver.port=" + port.number(), "-Dhealthcheck.server.port=" + port.ofProbes().number(),
						"-cp", application.classPath(), "dev.healthcheck.it.hierarchy.HierarchyApplication"))) {
			program.awaitLine("Both have started");
			Endpoint probes = Endpoint.of(port.ofProbes().number());
			assertThat(probes.get("/readyz").body()).isEqualTo("ok");
			assertThat(probes.get("/child").body()).isEqualTo("ok");
			assertThat(probes.get("/actuator/health").status()).isEqualTo(200);
			assertThat(Endpoint.of(port.number()).get("/actuator/health").status()).isEqualTo(200);
			program.pressEnter();
			program.awaitLine("The child is closed");
			assertThat(Endpoint.of(port.number()).isRefused()).isTrue();
			assertThat(probes.get("/livez").body()).isEqualTo("ok");
			assertThat(probes.get("/child").status()).isEqualTo(404);
			assertThat(program.toString()).doesNotContain("ERROR").doesNotContain("WARN dev.healthcheck.spring.server");
		}
	}

}
