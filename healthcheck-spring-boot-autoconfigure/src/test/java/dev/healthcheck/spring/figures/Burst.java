package dev.healthcheck.spring.figures;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Many questions in flight at the same time, each on a connection of its own.
 */
final class Burst implements AutoCloseable {

	private final List<SocketChannel> connections = new ArrayList<>();

	Burst(int port, int size) throws IOException {
		for (int i = 0; i < size; i++) {
			this.connections.add(SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
		}
	}

	/**
	 * Ask on all connections before any answer is read.
	 * @param paths the paths, in turn
	 * @return how long each answer took, and which was not 200
	 * @throws IOException if a connection fails
	 */
	Latencies ask(String... paths) throws IOException {
		long start = System.nanoTime();
		for (int i = 0; i < this.connections.size(); i++) {
			String request = "GET " + paths[i % paths.length] + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
			this.connections.get(i).write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
		}
		List<Long> times = new ArrayList<>();
		List<String> failures = new ArrayList<>();
		for (SocketChannel connection : this.connections) {
			ByteBuffer answer = ByteBuffer.allocate(4096);
			connection.read(answer);
			times.add(System.nanoTime() - start);
			String text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
			if (!text.startsWith("HTTP/1.1 200 ")) {
				failures.add(text);
			}
		}
		return new Latencies(times, failures);
	}

	@Override
	public void close() throws IOException {
		for (SocketChannel connection : this.connections) {
			connection.close();
		}
	}

}
