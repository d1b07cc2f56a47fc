package dev.healthcheck.spring.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the probe server lets a process end.
 */
@Timeout(300)
class BatchTests {

	@Test
	void batchEnds(@TempDir Path directory) throws IOException, InterruptedException {
		Path output = directory.resolve("output");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), BatchProgram.class.getName(), "--healthcheck.server.port=0")
			.directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended").isTrue();
			String said = Files.readString(output, StandardCharsets.UTF_8);
			assertThat(process.exitValue()).as(said).isZero();
			assertThat(said).contains("In the job: 200", "In the job: 503", "Probes are on");
		}
		finally {
			process.destroyForcibly();
		}
	}

}
