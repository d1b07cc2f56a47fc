package dev.healthcheck.spring.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that asks for health, as an operator would start it.
 */
final class ClientProcess implements AutoCloseable {

	private final Process process;

	private final Path log;

	private ClientProcess(Process process, Path log) {
		this.process = process;
		this.log = log;
	}

	static ClientProcess start(Path directory, List<String> command) throws IOException {
		Path log = Files.createTempFile(directory, "client", ".log");
		return new ClientProcess(new ProcessBuilder(command).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start(), log);
	}

	/**
	 * Wait for the end of the program.
	 * @return its exit code
	 */
	int exitCode() throws InterruptedException {
		if (!this.process.waitFor(30, TimeUnit.SECONDS)) {
			throw new IllegalStateException("has not ended: " + this.process.info());
		}
		return this.process.exitValue();
	}

	String said() throws IOException {
		return Files.readString(this.log, StandardCharsets.UTF_8);
	}

	@Override
	public void close() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
			this.process.destroyForcibly();
		}
	}

}
