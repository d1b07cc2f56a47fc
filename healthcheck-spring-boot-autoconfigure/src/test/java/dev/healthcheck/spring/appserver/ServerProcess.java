package dev.healthcheck.spring.appserver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.healthcheck.spring.test.TestServer;

/**
 * A {@link ServerProgram} that runs.
 */
final class ServerProcess implements AutoCloseable {

	private final StringBuilder output = new StringBuilder();

	private final Process process;

	private final BufferedReader lines;

	private final int port;

	private ServerProcess(List<String> command) throws IOException {
		this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		this.lines = this.process.inputReader(StandardCharsets.UTF_8);
		this.port = Integer.parseInt(reply());
	}

	/**
	 * Start a process with a limit of descriptors.
	 * @param java the launcher
	 * @param descriptors the most descriptors
	 * @param server the web server
	 * @param arguments the arguments of the virtual machine, and properties
	 */
	static ServerProcess start(Path java, int descriptors, TestServer server, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of("bash", "-c", "ulimit -n " + descriptors + " && exec \"$@\"", "bash", java.toString()));
		List<String> properties = new ArrayList<>();
		for (String argument : arguments) {
			(argument.startsWith("-X") ? command : properties).add(argument);
		}
		command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				ServerProgram.class.getName(), server.name()));
		command.addAll(properties);
		return new ServerProcess(command);
	}

	/**
	 * Tell the program to do something.
	 * @param command what to do
	 * @return what it says
	 */
	String tell(String command) {
		try {
			this.process.outputWriter(StandardCharsets.US_ASCII).append(command).append('\n').flush();
			return reply();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(this.output.toString(), ex);
		}
	}

	private String reply() throws IOException {
		String line = this.lines.readLine();
		while (line != null && !line.startsWith(ServerProgram.REPLY)) {
			this.output.append(line).append('\n');
			line = this.lines.readLine();
		}
		if (line == null) {
			throw new IOException("The process has ended: " + this.output);
		}
		return line.substring(ServerProgram.REPLY.length());
	}

	int port() {
		return this.port;
	}

	long pid() {
		return this.process.pid();
	}

	/** What it has logged, up to its last reply. */
	String output() {
		return this.output.toString();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
