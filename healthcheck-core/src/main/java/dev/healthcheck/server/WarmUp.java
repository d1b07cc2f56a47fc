package dev.healthcheck.server;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import dev.healthcheck.probe.ProbeRequest;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to its own server, so that the code that answers probes is compiled
 * before a probe is in a hurry: a cold request takes seven times the CPU time, which
 * counts on a saturated processor.
 */
final class WarmUp {

	private static final Logger logger = System.getLogger(WarmUp.class.getName());

	/** Above the 200 calls after which the JDK compiles a method. */
	private static final int ROUNDS = 250;

	/** Has the same effect, because a handshake calls its methods many times. */
	private static final int TLS_ROUNDS = 50;

	/** After so many failures, the server most likely requires client certificates. */
	private static final int MOST_FAILURES = 10;

	private static final Duration PAUSE = Duration.ofMillis(10);

	/** Long, because a machine that starts an application is busy. */
	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final boolean tls;

	private final ServerThreads threads;

	private final Set<Integer> clients = ConcurrentHashMap.newKeySet();

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile @Nullable SafeHandler handler;

	WarmUp(boolean tls, ServerThreads threads) {
		this.tls = tls;
		this.threads = threads;
	}

	// Returns the usual handler, unless this warm-up has opened the connection
	SafeHandler handler(Connection connection, SafeHandler usual) {
		SafeHandler own = this.handler;
		return (own != null && this.clients.contains(connection.channel().socket().getPort())) ? own : usual;
	}

	void start(InetSocketAddress address, SafeHandler handler, Collection<ProbeRequest> requests) {
		this.handler = handler;
		StringBuilder text = new StringBuilder();
		for (ProbeRequest request : requests) {
			String query = request.query().isEmpty() ? "" : "?" + request.query();
			text.append(request.method() + " " + request.path() + query + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
		}
		// The last request ends the connection
		byte[] bytes = text.append("OPTIONS * HTTP/1.0\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII);
		try {
			this.threads.newThread("healthcheck-warm-up", () -> run(address, bytes)).start();
		}
		catch (OutOfMemoryError ex) {
			logger.log(Level.DEBUG, "Failed to start a thread for the warm-up of the probe server", ex);
		}
	}

	private void run(InetSocketAddress address, byte[] requests) {
		InetSocketAddress target = address.getAddress().isAnyLocalAddress()
				? new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort()) : address;
		int rounds = this.tls ? TLS_ROUNDS : ROUNDS;
		int failures = 0;
		try {
			SocketFactory sockets = this.tls ? trusting() : SocketFactory.getDefault();
			for (int i = 0; i < rounds && failures < MOST_FAILURES; i++) {
				if (this.closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
					return;
				}
				failures += succeeds(sockets, target, requests) ? 0 : 1;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (GeneralSecurityException ex) {
			logger.log(Level.DEBUG, "Failed to warm up the probe server", ex);
		}
		finally {
			this.handler = null;
		}
	}

	private boolean succeeds(SocketFactory sockets, InetSocketAddress server, byte[] requests) {
		int port = 0;
		try (Socket socket = sockets.createSocket()) {
			// Before it connects: the server recognizes its own requests by the port
			socket.bind(new InetSocketAddress(0));
			port = socket.getLocalPort();
			this.clients.add(port);
			socket.setSoTimeout((int) TIMEOUT.toMillis());
			socket.connect(server, socket.getSoTimeout());
			socket.getOutputStream().write(requests);
			socket.getInputStream().readAllBytes();
			return true;
		}
		catch (IOException ex) {
			logger.log(Level.DEBUG, "A warm-up request to the probe server failed", ex);
			return false;
		}
		finally {
			this.clients.remove(port);
		}
	}

	// Any certificate: the server is this process
	private static SocketFactory trusting() throws GeneralSecurityException {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, new TrustManager[] { new TrustsAll() }, null);
		return context.getSocketFactory();
	}

	void close() {
		this.closed.countDown();
	}

	private static final class TrustsAll implements X509TrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType) {
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
