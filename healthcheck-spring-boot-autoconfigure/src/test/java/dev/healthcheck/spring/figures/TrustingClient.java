package dev.healthcheck.spring.figures;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Sends probes over TLS at a fixed pace, each over a new connection with a whole
 * handshake, and trusts any certificate.
 */
final class TrustingClient implements AutoCloseable {

	private final int port;

	private final SSLContext tls;

	private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(16);

	TrustingClient(int port) throws GeneralSecurityException {
		this.port = port;
		this.tls = SSLContext.getInstance("TLS");
		this.tls.init(null, new TrustManager[] { new AnyCertificate() }, null);
		this.tls.getClientSessionContext().setSessionTimeout(1);
	}

	Latencies atPace(Duration period, int count, String path) {
		Queue<Long> times = new ConcurrentLinkedQueue<>();
		Queue<String> failures = new ConcurrentLinkedQueue<>();
		List<? extends Future<?>> probes = IntStream.range(0, count).mapToObj((i) -> this.threads.schedule(() -> {
			long start = System.nanoTime();
			String line = firstLine(path);
			times.add(System.nanoTime() - start);
			if (!line.startsWith("HTTP/1.1 200")) {
				failures.add(line);
			}
		}, i * period.toNanos(), TimeUnit.NANOSECONDS)).toList();
		try {
			for (Future<?> probe : probes) {
				probe.get(120, TimeUnit.SECONDS);
			}
			return new Latencies(List.copyOf(times), List.copyOf(failures));
		}
		catch (Exception ex) {
			throw new AssertionError("Not all probes were sent", ex);
		}
	}

	private String firstLine(String path) {
		try (Socket socket = this.tls.getSocketFactory().createSocket("127.0.0.1", this.port)) {
			socket.setSoTimeout(30_000);
			// The request would wait for the acknowledgement of the handshake
			socket.setTcpNoDelay(true);
			socket.getOutputStream()
				.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
				.findFirst()
				.orElse("no response");
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

	private static final class AnyCertificate extends X509ExtendedTrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type) {
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
