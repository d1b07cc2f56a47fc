package dev.healthcheck.spring.contract;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A real HAProxy.
 */
final class Haproxy implements AutoCloseable {

	private final Path socket;

	private final ClientProcess process;

	/**
	 * Start it as it stands.
	 * @param directory where its files go
	 * @param socket where the configuration puts its socket
	 * @param configuration all of its configuration
	 */
	Haproxy(Path directory, Path socket, String configuration) throws IOException {
		this.socket = socket;
		Path file = Files.writeString(directory.resolve("haproxy.cfg"), configuration);
		this.process = ClientProcess.start(directory, List.of("haproxy", "-db", "-f", file.toString()));
	}

	/**
	 * Start it with one server in each backend.
	 * @param directory where its files go
	 * @param port the port of the probes
	 * @param backends what stands in each backend, by its name
	 */
	Haproxy(Path directory, int port, Map<String, String> backends) throws IOException {
		this(directory, directory.resolve("haproxy.socket"), configuration(directory, port, backends));
	}

	private static String configuration(Path directory, int port, Map<String, String> backends) {
		StringBuilder text = new StringBuilder("""
				global
					stats socket %s mode 600 level user
				defaults
					mode http
					timeout connect 2s
					timeout client 5s
					timeout server 5s
					timeout check 2s
				frontend clients
					bind unix@%s
					default_backend %s
				""".formatted(directory.resolve("haproxy.socket"), directory.resolve("clients.socket"),
				backends.keySet().iterator().next()));
		backends.forEach((name, check) -> text.append("""
				backend %s
					%s
					server app 127.0.0.1:%d check inter 200ms fall 2 rise 1
				""".formatted(name, check, port)));
		return text.toString();
	}

	/**
	 * Return what it takes the server of each backend for.
	 * @return words such as {@code UP}, {@code DOWN} or {@code NOLB}, by the name of the
	 * backend
	 */
	Map<String, String> states() throws IOException {
		// "UP 1/2" is on its way down
		return column("status");
	}

	/**
	 * Return what it has in one column of its statistics about the server of each
	 * backend.
	 * @param name the name of the column
	 * @return the cells, by the name of the backend
	 */
	Map<String, String> column(String name) throws IOException {
		return column(name, (cells) -> cells[1].equals("app"), (cells) -> cells[0]);
	}

	/**
	 * Return what it has in one column of its statistics about each server of a backend.
	 * @param backend the name of the backend
	 * @param name the name of the column
	 * @return the cells, by the name of the server
	 */
	Map<String, String> servers(String backend, String name) throws IOException {
		return column(name, (cells) -> cells[0].equals(backend) && !cells[1].equals("BACKEND"), (cells) -> cells[1]);
	}

	private Map<String, String> column(String name, Predicate<String[]> shown, Function<String[], String> key)
			throws IOException {
		Map<String, String> column = new TreeMap<>();
		List<String> lines = ask("show stat\n").lines().toList();
		int index = Arrays.asList(lines.get(0).split(",")).indexOf(name);
		for (String line : lines) {
			String[] cells = line.split(",", -1);
			if (cells.length > index && shown.test(cells)) {
				column.put(key.apply(cells), cells[index]);
			}
		}
		return column;
	}

	private String ask(String command) throws IOException {
		try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			channel.connect(UnixDomainSocketAddress.of(this.socket));
			channel.write(ByteBuffer.wrap(command.getBytes(StandardCharsets.US_ASCII)));
			ByteBuffer answer = ByteBuffer.allocate(1 << 16);
			int read = 0;
			while (read >= 0) {
				read = channel.read(answer);
			}
			return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
		}
	}

	@Override
	public void close() throws InterruptedException {
		this.process.close();
	}

}
