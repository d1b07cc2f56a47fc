package dev.healthcheck.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A Java program in a process of its own, and the lines that it writes.
 */
final class Program implements AutoCloseable {

	private final Process process;

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private final Thread reader = new Thread(this::read, "lines");

	private Program(Process process) {
		this.process = process;
	}

	/**
	 * Start a program.
	 * @param jdk what runs it
	 * @param directory where it runs
	 * @param arguments the arguments of {@code java}
	 * @return the program
	 */
	static Program start(Jdk jdk, Path directory, List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "-Xmx256m", "-XX:+UseSerialGC",
				"-XX:TieredStopAtLevel=1", "-Xshare:auto"));
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
		builder.environment().remove("JAVA_TOOL_OPTIONS");
		Program program = new Program(LocalPort.start(builder));
		Runtime.getRuntime().addShutdownHook(new Thread(program::kill));
		program.reader.start();
		return program;
	}

	private void read() {
		try (BufferedReader output = this.process.inputReader()) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				this.lines.add(line);
			}
		}
		catch (IOException ex) {
			this.lines.add("The rest is not to be read: " + ex.getMessage());
		}
	}

	List<String> lines() {
		return List.copyOf(this.lines);
	}

	/**
	 * Return the warnings that no test expects.
	 * @param logger how the names of their loggers begin
	 * @return all but those about probes that are configured, and about checks, which may
	 * be late on a busy machine
	 */
	List<String> warnings(String logger) {
		return this.lines.stream()
			.filter((line) -> line.startsWith("WARN " + logger) && !line.contains("responds 299")
					&& !line.matches("WARN \\S+ : (Check|Health group) '.*"))
			.toList();
	}

	/**
	 * Wait until a condition is met, or the program has ended; not for ever.
	 * @param condition the condition
	 */
	void awaitUntil(Callable<Boolean> condition) {
		try {
			Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> !this.process.isAlive() || condition.call());
		}
		catch (ConditionTimeoutException ex) {
			// What was expected is missing among the lines, which say why
		}
	}

	void pressEnter() throws IOException {
		this.process.getOutputStream().write('\n');
		this.process.getOutputStream().flush();
	}

	void endInput() throws IOException {
		this.process.getOutputStream().close();
	}

	/**
	 * Wait for a line; not for ever.
	 * @param part a part of the line
	 * @return the first line that has it
	 * @throws AssertionError if there is none
	 */
	String awaitLine(String part) {
		awaitUntil(() -> line(part).isPresent());
		return line(part).orElseThrow(() -> new AssertionError("No line with '" + part + "', but:\n" + this));
	}

	Optional<String> line(String part) {
		return this.lines.stream().filter((line) -> line.contains(part)).findFirst();
	}

	@Override
	public String toString() {
		return String.join("\n", this.lines);
	}

	/** Ask the program to end. What it writes until then is still read. */
	void terminate() {
		this.process.toHandle().destroy();
	}

	/** End the program, which learns nothing of it. */
	void kill() {
		this.process.destroyForcibly();
	}

	/**
	 * Wait for the program to end by itself.
	 * @return its exit code
	 */
	int await() throws InterruptedException {
		this.reader.join();
		return this.process.waitFor();
	}

	@Override
	public void close() throws InterruptedException {
		terminate();
		if (!this.process.waitFor(30, TimeUnit.SECONDS)) {
			this.process.destroyForcibly();
		}
		this.reader.join();
	}

}
