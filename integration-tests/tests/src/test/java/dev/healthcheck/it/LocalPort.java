package dev.healthcheck.it;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port of this machine.
 *
 * @param number its number
 */
record LocalPort(int number) {

	/** Between the default port of a server and that of its probes. */
	static final int DISTANCE = 10_000;

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	/** Below the ports that the operating system gives to clients, with the distance. */
	private static final AtomicInteger next = new AtomicInteger(ThreadLocalRandom.current().nextInt(20_000, 21_000));

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

	private boolean isFree() {
		try (ServerSocket socket = take()) {
			return socket.isBound();
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
