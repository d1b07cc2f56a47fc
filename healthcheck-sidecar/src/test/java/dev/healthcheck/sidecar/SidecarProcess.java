package dev.healthcheck.sidecar;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.test.FreePorts;
import org.awaitility.Awaitility;

/**
 * The real jar, in a process of its own. Ends with {@link #close()}.
 */
final class SidecarProcess implements AutoCloseable {

	/** Beside the jar, and what else belongs to it. */
	static final Path MODULE = Path.of("").toAbsolutePath();

	private static final Path JAR = MODULE.resolve("target/healthcheck-sidecar.jar");

	private final Process process;

	private final Path log;

	private final int port;

	private SidecarProcess(Process process, Path log, int port) {
		this.process = process;
		this.log = log;
		this.port = port;
	}

	/** Return the command that runs the jar, as users of nothing else type it. */
	static List<String> jar() {
		return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString());
	}

	/** Return the command that runs the script that comes with the jar. */
	static List<String> script() {
		return List.of(MODULE.resolve("bin/healthcheck-sidecar").toString());
	}

	/**
	 * Start a sidecar on free ports.
	 * @param log where its output goes
	 * @param command the command
	 * @param statsdPort the port to hear StatsD on
	 * @param args further arguments
	 * @return the process, which may not answer yet
	 */
	static SidecarProcess start(Path log, List<String> command, int statsdPort, String... args) throws IOException {
		int port = FreePorts.next();
		List<String> line = new ArrayList<>(command);
		line.addAll(List.of("-P" + port, "--statsd-port", Integer.toString(statsdPort)));
		line.addAll(List.of(args));
		return new SidecarProcess(start(log, line), log, port);
	}

	private static Process start(Path log, List<String> command) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
		builder.environment().put("HEALTHCHECK_SIDECAR_ARCHIVE", log.resolveSibling("classes.jsa").toString());
		return builder.start();
	}

	/** Run a command to its end, and return the exit code and the output. */
	static String run(Path log, List<String> command, String... args) throws Exception {
		List<String> line = new ArrayList<>(command);
		line.addAll(List.of(args));
		Process process = start(log, line);
		try {
			return process.waitFor(1, TimeUnit.MINUTES) ? process.exitValue() + " " + Files.readString(log)
					: "has not ended";
		}
		finally {
			process.destroyForcibly();
		}
	}

	Answer get(String path) throws IOException {
		return Answer.get(this.port, path);
	}

	void awaitAnswer(String path, String answer) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(50))
			.ignoreExceptionsInstanceOf(IOException.class)
			.until(() -> get(path).toString(), answer::equals);
	}

	long pid() {
		return this.process.pid();
	}

	/** End the process with SIGTERM, and return its exit code. */
	int terminate() throws InterruptedException {
		this.process.destroy();
		return this.process.waitFor(30, TimeUnit.SECONDS) ? this.process.exitValue() : -1;
	}

	String log() throws IOException {
		return Files.readString(this.log, StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	/** Start any other process, whose end is the caller's. */
	static Process other(Path log, Path directory, String... command) throws IOException {
		return new ProcessBuilder(command).directory(new File(directory.toString()))
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
	}

}
