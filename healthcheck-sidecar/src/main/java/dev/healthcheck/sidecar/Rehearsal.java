package dev.healthcheck.sidecar;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Does once all that a sidecar does, on free ports of the loopback interface, and ends:
 * for the JVM that writes down what classes that takes, so that later ones start sooner.
 *
 * @since 0.1.0
 */
public final class Rehearsal {

	private static final String[] PATHS = { "/livez", "/readyz", "/health/live", "/health/ready", "/json", "/gunicorn",
			"/pyramid?checks=true", "/runscope", "/nothing" };

	private Rehearsal() {
	}

	/**
	 * Rehearse.
	 * @param args are not looked at
	 * @throws IOException if a sidecar cannot be started
	 */
	public static void main(String[] args) throws IOException {
		Path directory = Files.createTempDirectory("healthcheck-sidecar");
		try {
			rehearse(directory);
		}
		finally {
			Files.delete(directory);
		}
	}

	private static void rehearse(Path directory) throws IOException {
		PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
		AtomicReference<@Nullable Sidecar> started = new AtomicReference<>();
		SidecarCommand command = new SidecarCommand(nowhere, nowhere, started::set);
		// A second one is asked by the first whether it is ready
		try (Sidecar application = start(command, started, "-P0", "--statsd-port=0", "--serve=/json=json")) {
			String url = "http://127.0.0.1:" + application.address().getPort() + "/json";
			try (Sidecar sidecar = start(command, started, "-vv", "-P0", "--statsd-port=0", "--app", url,
					"--workers-source=greatest", "--workers-verify=none", "--workers-directory=" + directory,
					"--maintenance-file=" + directory.resolve(".maintenance"), "--serve=/json=json",
					"--serve=/gunicorn=gunicorn", "--serve=/pyramid=pyramid", "--serve=/runscope=runscope")) {
				send(sidecar.statsdAddress());
				for (int i = 0; i < 20; i++) {
					askAll(sidecar.address());
				}
			}
		}
	}

	private static Sidecar start(SidecarCommand command, AtomicReference<@Nullable Sidecar> started, String... args)
			throws IOException {
		command.run(args);
		Sidecar sidecar = started.getAndSet(null);
		if (sidecar == null) {
			throw new IOException("The sidecar has not started");
		}
		return sidecar;
	}

	private static void send(@Nullable InetSocketAddress address) throws IOException {
		if (address != null) {
			byte[] line = "gunicorn.workers:1|g".getBytes(StandardCharsets.US_ASCII);
			try (DatagramSocket socket = new DatagramSocket()) {
				socket.send(new DatagramPacket(line, line.length, address));
			}
		}
	}

	private static void askAll(InetSocketAddress address) throws IOException {
		for (String path : PATHS) {
			try (Socket socket = new Socket(address.getAddress(), address.getPort());
					InputStream in = socket.getInputStream()) {
				String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
				socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
				in.readAllBytes();
			}
		}
	}

}
