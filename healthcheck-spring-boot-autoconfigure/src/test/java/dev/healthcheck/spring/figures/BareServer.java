package dev.healthcheck.spring.figures;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.spring.test.RawHttp;

/**
 * Server that does nothing but answer, and is asked all the time: how long that takes is
 * what the machine, busy with other things too, takes for any answer.
 */
final class BareServer implements AutoCloseable {

	private static final byte[] ANSWER = "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	private static final int SERVERS = 2;

	private static final int CLIENTS = 8;

	private final Queue<Long> times = new ConcurrentLinkedQueue<>();

	private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(SERVERS + CLIENTS);

	private final ServerSocket server;

	BareServer() throws IOException {
		this.server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
		for (int i = 0; i < SERVERS; i++) {
			this.threads.execute(this::serve);
		}
		for (int i = 0; i < CLIENTS; i++) {
			var unused = this.threads.scheduleAtFixedRate(this::ask, 10L * i, 10L * CLIENTS, TimeUnit.MILLISECONDS);
		}
	}

	private void serve() {
		while (!this.server.isClosed()) {
			try (Socket socket = this.server.accept()) {
				BufferedReader request = new BufferedReader(
						new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
				String line = request.readLine();
				while (line != null && !line.isEmpty()) {
					line = request.readLine();
				}
				socket.getOutputStream().write(ANSWER);
			}
			catch (IOException ex) {
				// Closed, by either side
			}
		}
	}

	private void ask() {
		long start = System.nanoTime();
		RawHttp.get(this.server.getLocalPort(), "/");
		this.times.add(System.nanoTime() - start);
	}

	Latencies latencies() {
		return new Latencies(List.copyOf(this.times), List.of());
	}

	@Override
	public void close() throws IOException {
		this.threads.shutdownNow();
		this.server.close();
	}

}
