package dev.healthcheck.it;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A port of this machine.
 *
 * @param number its number
 */
record LocalPort(int number) {

	/** Between the default port of a server and that of its probes. */
	static final int DISTANCE = 10_000;

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	/**
	 * First of the ports of this build, which is held until this JVM ends: another build
	 * takes others. With the distance they are below those that Linux gives to clients.
	 */
	private static final ServerSocket first = IntStream.iterate(20_000, (port) -> port < 22_600, (port) -> port + 200)
		.mapToObj(LocalPort::new)
		.map(LocalPort::tryToTake)
		.flatMap(Optional::stream)
		.findFirst()
		.orElseThrow();

	private static final AtomicInteger next = new AtomicInteger(first.getLocalPort());

	/**
	 * Find a port that is free, and that no other test is given.
	 * @return the port; that of its probes is free, too
	 */
	static synchronized LocalPort free() {
		while (true) {
			LocalPort port = new LocalPort(next.incrementAndGet());
			if (port.isFree() && port.ofProbes().isFree()) {
				return port;
			}
		}
	}

	/**
	 * Start a process while no port is tried. It has the open sockets of this process
	 * until it closes them: a port that was tried would still be taken.
	 * @param builder what to start
	 * @return the process
	 */
	static synchronized Process start(ProcessBuilder builder) throws IOException {
		return builder.start();
	}

	/**
	 * Return the default port of the probes of an application.
	 * @return the port
	 */
	LocalPort ofProbes() {
		return new LocalPort(this.number + DISTANCE);
	}

	/**
	 * Listen on the port.
	 * @return closes it
	 */
	ServerSocket take() throws IOException {
		ServerSocket socket = new ServerSocket();
		socket.bind(new InetSocketAddress(this.number));
		return socket;
	}

	private Optional<ServerSocket> tryToTake() {
		try {
			return Optional.of(take());
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	private boolean isFree() {
		try (ServerSocket socket = tryToTake().orElse(null)) {
			return socket != null;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Send a request.
	 * @param path the path
	 * @return the status of the response, or 0 if there is none
	 */
	int get(String path) throws InterruptedException {
		try {
			URI uri = URI.create("http://localhost:" + this.number + path);
			return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
		}
		catch (IOException ex) {
			return 0;
		}
	}

}
