package dev.healthcheck.server;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLEngine;

/**
 * The thread of a server's TLS handshakes, {@code healthcheck-tls}. It is started with
 * the server. No more waits for it than connections are open.
 */
final class TlsThread {

	private final ServerTls settings;

	private final FailureLog failures;

	private final ThreadPoolExecutor thread;

	TlsThread(ServerTls settings, ServerLoop loop, ServerThreads threads) {
		this.settings = settings;
		this.failures = loop.failureLog(TlsThread.class);
		// Fails here if a protocol or cipher suite is not supported, and loads the
		// classes
		// that the loop would load
		settings.newEngine();
		this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				(task) -> threads.newThread("healthcheck-tls", task));
		this.thread.prestartAllCoreThreads();
	}

	Transport transport(Connection connection) {
		return new TlsTransport(connection, this::engine, this.thread);
	}

	private SSLEngine engine() {
		try {
			return this.settings.newEngine();
		}
		catch (RuntimeException ex) {
			this.failures.log(() -> "A TLS connection failed because of the settings for TLS", ex);
			throw ex;
		}
	}

	void close() {
		this.thread.shutdownNow();
	}

}
