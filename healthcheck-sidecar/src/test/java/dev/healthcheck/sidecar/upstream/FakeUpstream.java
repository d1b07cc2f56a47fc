package dev.healthcheck.sidecar.upstream;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Server that does to each connection what a test wants, on a real socket.
 */
final class FakeUpstream implements AutoCloseable {

	private final ServerSocket server;

	private final Behaviour behaviour;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final AtomicInteger connections = new AtomicInteger();

	private final CountDownLatch closed = new CountDownLatch(1);

	private final boolean listens;

	private FakeUpstream(ServerSocket server, Behaviour behaviour, boolean listens) {
		this.server = server;
		this.behaviour = behaviour;
		this.listens = listens;
	}

	/** Start a server that reads each request's head, and then behaves. */
	static FakeUpstream start(Behaviour behaviour) throws IOException {
		return start(new ServerSocket(0, 128, InetAddress.getLoopbackAddress()), behaviour);
	}

	/** Start a server that behaves without having read anything. */
	static FakeUpstream startAtOnce(ServerSocket server, Behaviour behaviour) {
		return start(server, behaviour, false);
	}

	static FakeUpstream start(ServerSocket server, Behaviour behaviour) {
		return start(server, behaviour, true);
	}

	private static FakeUpstream start(ServerSocket server, Behaviour behaviour, boolean listens) {
		FakeUpstream upstream = new FakeUpstream(server, behaviour, listens);
		upstream.threads.execute(upstream::accept);
		return upstream;
	}

	/** Start a server that sends these bytes and closes. */
	static FakeUpstream answering(byte[]... parts) throws IOException {
		return start((upstream, out) -> {
			for (byte[] part : parts) {
				out.write(part);
			}
		});
	}

	static FakeUpstream answering(String answer) throws IOException {
		return answering(answer.getBytes(StandardCharsets.UTF_8));
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.server.accept();
				this.connections.incrementAndGet();
				this.open.add(socket);
				this.threads.execute(() -> serve(socket));
			}
		}
		catch (IOException ex) {
			// Closed
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			if (this.listens) {
				this.requests.add(request(socket));
			}
			this.behaviour.behave(this, socket.getOutputStream());
		}
		catch (IOException ex) {
			// The client has closed it
		}
		finally {
			this.open.remove(socket);
		}
	}

	private static String request(Socket socket) throws IOException {
		BufferedReader in = new BufferedReader(
				new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
		StringBuilder request = new StringBuilder();
		String line = in.readLine();
		while (line != null && !line.isEmpty()) {
			request.append(line).append('\n');
			line = in.readLine();
		}
		return request.toString();
	}

	/** Wait for a while, or for the end of the test. */
	void pause(long millis) throws IOException {
		try {
			if (this.closed.await(millis, TimeUnit.MILLISECONDS)) {
				throw new IOException("The test is over");
			}
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	int port() {
		return this.server.getLocalPort();
	}

	String url() {
		return "http://127.0.0.1:" + port() + "/ready?token=s3cret";
	}

	List<String> requests() {
		return this.requests;
	}

	int connections() {
		return this.connections.get();
	}

	/** Return the number of connections that the client has not closed yet. */
	int open() {
		return this.open.size();
	}

	@Override
	public void close() throws IOException {
		this.closed.countDown();
		this.server.close();
		for (Socket socket : this.open) {
			socket.close();
		}
		this.threads.shutdownNow();
	}

	@FunctionalInterface
	interface Behaviour {

		void behave(FakeUpstream upstream, OutputStream out) throws IOException;

	}

}
