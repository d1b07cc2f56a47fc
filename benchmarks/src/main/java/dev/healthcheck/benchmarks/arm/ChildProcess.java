package dev.healthcheck.benchmarks.arm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A process that was started, and what it says. A thread of its own reads its output; one
 * thread at a time may ask.
 */
public final class ChildProcess implements AutoCloseable {

	private static final int KEPT_LINES = 2000;

	private static final String END = "\0";

	private final String name;

	private final Process process;

	private final Consumer<ChildProcess> closed;

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(KEPT_LINES);

	private int passedOver;

	ChildProcess(String name, Process process, Consumer<ChildProcess> closed) {
		this.name = name;
		this.process = process;
		this.closed = closed;
		Thread reader = new Thread(this::read, "output-of-" + name);
		reader.setDaemon(true);
		reader.start();
	}

	private void read() {
		try (BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				keep(line);
			}
		}
		catch (IOException ex) {
			keep("its output could not be read: " + ex.getMessage());
		}
		keep(END);
	}

	/**
	 * Keep a line; of too many, the last ones. Never waits: a child whose output nobody
	 * reads would stand still.
	 * @param line the line
	 */
	private void keep(String line) {
		while (!this.lines.offer(line)) {
			this.lines.poll();
		}
	}

	/**
	 * Wait for a line.
	 * @param prefix what it begins with
	 * @param timeout how long to wait
	 * @return the rest of the line
	 * @throws IOException when it does not come
	 * @throws InterruptedException when interrupted
	 */
	public String await(String prefix, Duration timeout) throws IOException, InterruptedException {
		long end = System.nanoTime() + timeout.toNanos();
		StringBuilder said = new StringBuilder();
		while (true) {
			String line = this.lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
			if (line == null || line.equals(END)) {
				String what = (line != null) ? " ended" : " did not say so within " + timeout.toSeconds() + " s";
				throw new IOException("'" + prefix + "' expected, but '" + this.name + "'" + what + said);
			}
			if (line.startsWith(prefix)) {
				return line.substring(prefix.length()).trim();
			}
			this.passedOver++;
			if (said.length() < KEPT_LINES) {
				said.append(System.lineSeparator()).append(line);
			}
		}
	}

	/**
	 * Return how many lines it has written that were not awaited.
	 * @return how many
	 */
	int unasked() {
		return this.passedOver + this.lines.size();
	}

	/**
	 * Say a line to it.
	 * @param line the line
	 * @throws IOException when it does not listen
	 */
	public void say(String line) throws IOException {
		this.process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
		this.process.getOutputStream().flush();
	}

	/**
	 * Return its number.
	 * @return the process id
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * End it and what it started at once, as {@code kill -9} does.
	 */
	public void kill() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

	/**
	 * End it as {@code kill} does, and wait until it has ended. Its input stays open:
	 * that of {@code Process.destroy()} would not, and it would end at once.
	 * @param timeout how long to wait
	 * @throws IOException when it has not ended
	 * @throws InterruptedException when interrupted
	 */
	public void terminate(Duration timeout) throws IOException, InterruptedException {
		this.process.toHandle().destroy();
		if (!this.process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
			throw new IOException("'" + this.name + "' has not ended within " + timeout.toSeconds() + " s");
		}
		this.closed.accept(this);
	}

	@Override
	public void close() {
		kill();
		try {
			this.process.waitFor(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.closed.accept(this);
	}

	/**
	 * Run a command to its end.
	 * @param timeout how long it may take
	 * @param command the command
	 * @return what it said
	 * @throws IOException when it fails or takes too long
	 * @throws InterruptedException when interrupted
	 */
	public static String run(Duration timeout, String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getOutputStream().close();
		Output output = new Output(process);
		output.start();
		try {
			if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
				throw new IOException("'" + command[0] + "' took longer than " + timeout.toSeconds() + " s");
			}
			output.join(timeout.toMillis());
			if (process.exitValue() != 0) {
				throw new IOException("'" + command[0] + "' ended with " + process.exitValue() + ": " + output.text);
			}
			return output.text;
		}
		finally {
			process.destroyForcibly();
		}
	}

	/**
	 * Reads all that a process says.
	 */
	private static final class Output extends Thread {

		private final Process process;

		private volatile String text = "";

		Output(Process process) {
			super("output-of-command");
			setDaemon(true);
			this.process = process;
		}

		@Override
		public void run() {
			StringBuilder all = new StringBuilder();
			try (BufferedReader reader = new BufferedReader(
					new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8))) {
				for (@Nullable
				String line = reader.readLine(); line != null; line = reader.readLine()) {
					all.append(line).append('\n');
				}
			}
			catch (IOException ex) {
				all.append(ex.getMessage());
			}
			this.text = all.toString();
		}

	}

}
