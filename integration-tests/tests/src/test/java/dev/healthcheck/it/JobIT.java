package dev.healthcheck.it;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application without any class of a web server starts, answers probes while it runs,
 * and ends.
 */
@Execution(ExecutionMode.CONCURRENT)
class JobIT {

	@TempDir
	Path directory;

	@Test
	void whenThereIsNoWebServerTheJobRunsAndProbesAreAnswered() throws Exception {
		LocalPort port = LocalPort.free();
		try (Program job = Program.start(Jdk.current(), this.directory, List.of("-jar",
				Jar.WITHOUT_SERVER.path().toString(), "--job=true", "--healthcheck.server.port=" + port.number()))) {
			job.awaitUntil(() -> job.lines().contains("The job has begun"));
			assertThat(job.lines()).contains("The job has begun");
			assertThat(port.get("/livez")).isEqualTo(200);
			assertThat(port.get("/actuator/health/liveness")).isEqualTo(200);
			job.endInput();
			assertThat(job.await()).isZero();
			assertThat(job.warnings("")).isEmpty();
			assertThat(job.lines()).contains("The job has ended").noneMatch((line) -> line.startsWith("ERROR"));
		}
	}

}
