package dev.healthcheck.benchmarks.haproxy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import dev.healthcheck.benchmarks.arm.ChildProcess;
import dev.healthcheck.benchmarks.arm.Instance;
import dev.healthcheck.benchmarks.arm.Processes;
import dev.healthcheck.benchmarks.load.Target;

/**
 * A HAProxy of its own, with its configuration and its statistics in a temporary
 * directory.
 */
public final class Haproxy implements AutoCloseable {

	/**
	 * Ends it with standard input, and so with a harness that was killed.
	 */
	private static final String UNTIL_INPUT_ENDS = "\"$0\" -db -f \"$1\" & cat >/dev/null; kill -9 $!";

	private static final long START_SECONDS = 10;

	private final ChildProcess process;

	private final int port;

	private final Path socket;

	private Haproxy(ChildProcess process, int port, Path socket) {
		this.process = process;
		this.port = port;
		this.socket = socket;
	}

	/**
	 * Look for the program.
	 * @return it, if there is one
	 */
	public static Optional<Path> program() {
		return Stream.of("/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "/usr/bin/haproxy", "/usr/local/bin/haproxy")
			.map(Path::of)
			.filter(Files::isExecutable)
			.findFirst();
	}

	/**
	 * Start it in front of applications.
	 * @param program the program
	 * @param processes where what was started is known
	 * @param temporary where its directory is
	 * @param path what checks ask
	 * @param instances the applications
	 * @return it, ready
	 * @throws IOException when it does not start
	 * @throws InterruptedException when interrupted
	 */
	public static Haproxy start(Path program, Processes processes, Path temporary, String path,
			List<Instance> instances) throws IOException, InterruptedException {
		List<HaproxyConfiguration.Server> servers = servers(instances);
		return start(program, processes, temporary,
				(port, socket) -> new HaproxyConfiguration(port, socket, path, servers).text());
	}

	/**
	 * Start it in front of applications that share a database.
	 * @param program the program
	 * @param processes where what was started is known
	 * @param temporary where its directory is
	 * @param rule how it chooses
	 * @param instances the applications
	 * @return it, ready
	 * @throws IOException when it does not start
	 * @throws InterruptedException when interrupted
	 */
	public static Haproxy start(Path program, Processes processes, Path temporary, SharedRule rule,
			List<Instance> instances) throws IOException, InterruptedException {
		List<HaproxyConfiguration.Server> servers = servers(instances);
		return start(program, processes, temporary,
				(port, socket) -> new SharedConfiguration(port, socket, rule, servers).text());
	}

	private static List<HaproxyConfiguration.Server> servers(List<Instance> instances) {
		return instances.stream()
			.map((instance) -> new HaproxyConfiguration.Server(instance.port(), instance.probePort()))
			.toList();
	}

	/**
	 * Start it over one server that it only checks.
	 * @param program the program
	 * @param processes where what was started is known
	 * @param temporary where its directory is
	 * @param check what it requests
	 * @return it, ready
	 * @throws IOException when it does not start
	 * @throws InterruptedException when interrupted
	 */
	public static Haproxy start(Path program, Processes processes, Path temporary, Target check)
			throws IOException, InterruptedException {
		HaproxyConfiguration.Server server = new HaproxyConfiguration.Server(check.port(), check.port());
		return start(program, processes, temporary,
				(port, socket) -> new HaproxyConfiguration(port, socket, check.path(), List.of(server)).text());
	}

	/**
	 * Start it in front of applications that are restarted on their ports.
	 * @param program the program
	 * @param processes where what was started is known
	 * @param temporary where its directory is
	 * @param checks what is checked and how often: lines of the backend
	 * @param servers the ports of each application: its own, that of its probes, and that
	 * of its agent, 0 if it is not asked
	 * @return it, ready
	 * @throws IOException when it does not start
	 * @throws InterruptedException when interrupted
	 */
	public static Haproxy start(Path program, Processes processes, Path temporary, List<String> checks,
			List<int[]> servers) throws IOException, InterruptedException {
		List<HaproxyConfiguration.Server> all = servers.stream()
			.map((ports) -> new HaproxyConfiguration.Server(ports[0], ports[1],
					(ports[2] != 0) ? " agent-check agent-inter 1s agent-port " + ports[2] : ""))
			.toList();
		return start(program, processes, temporary,
				(port, socket) -> new HaproxyConfiguration(port, socket, "/readyz", all, checks).text());
	}

	private static Haproxy start(Path program, Processes processes, Path temporary,
			BiFunction<Integer, Path, String> configuration) throws IOException, InterruptedException {
		Path directory = Files.createTempDirectory(temporary, "haproxy");
		int port = freePort();
		Path socket = directory.resolve("socket");
		Path file = directory.resolve("haproxy.cfg");
		Files.writeString(file, configuration.apply(port, socket));
		ChildProcess process = processes.start("haproxy",
				List.of("sh", "-c", UNTIL_INPUT_ENDS, program.toString(), file.toString()), directory);
		Haproxy haproxy = new Haproxy(process, port, socket);
		try {
			haproxy.awaitAnswer();
			return haproxy;
		}
		catch (IOException | InterruptedException | RuntimeException ex) {
			haproxy.close();
			throw ex;
		}
	}

	/**
	 * Return a port that was free just now: HAProxy does not say which one it got when
	 * asked for any.
	 * @return the port
	 * @throws IOException when there is none
	 */
	public static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private void awaitAnswer() throws IOException, InterruptedException {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
		while (true) {
			try {
				up();
				return;
			}
			catch (IOException ex) {
				if (System.nanoTime() - end > 0) {
					throw new IOException("HAProxy did not start within " + START_SECONDS + " s", ex);
				}
				TimeUnit.MILLISECONDS.sleep(50);
			}
		}
	}

	/**
	 * Ask it which servers are up.
	 * @return whether each is
	 * @throws IOException when it does not answer
	 */
	public List<Boolean> up() throws IOException {
		return HaproxyStatistics.up(statistics());
	}

	/**
	 * Ask it how often it has taken servers out.
	 * @return how often each went from UP to DOWN
	 * @throws IOException when it does not answer
	 */
	public List<Integer> takenOut() throws IOException {
		return HaproxyStatistics.takenOut(statistics());
	}

	private String statistics() throws IOException {
		try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			channel.connect(UnixDomainSocketAddress.of(this.socket));
			Channels.newOutputStream(channel).write("show stat\n".getBytes(StandardCharsets.US_ASCII));
			byte[] answer = Channels.newInputStream(channel).readAllBytes();
			return new String(answer, StandardCharsets.UTF_8).strip();
		}
	}

	/**
	 * Return where clients connect.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	@Override
	public void close() {
		this.process.close();
	}

}
