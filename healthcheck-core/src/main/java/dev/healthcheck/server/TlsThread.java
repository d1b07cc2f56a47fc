package dev.healthcheck.server;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLEngine;

/**
 * The thread of a server's TLS handshakes, {@code healthcheck-tls}. It is started with
 * the server. Its queue is bounded by the number of connections.
 */
final class TlsThread {

	private final ServerTls settings;

	private final FailureLog failures;

	private final ThreadPoolExecutor thread;

	TlsThread(ServerTls settings, ServerLoop loop, ServerThreads threads) {
		this.settings = settings;
		this.failures = loop.failureLog(TlsThread.class);
		// Fails here if a protocol or cipher suite is not supported, and loads classes
		// that the loop would have to load
		settings.newEngine();
		this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				(task) -> threads.newThread("healthcheck-tls", task));
		this.thread.prestartAllCoreThreads();
	}

	SSLEngine newEngine() {
		try {
			return this.settings.newEngine();
		}
		catch (RuntimeException ex) {
			this.failures.log(() -> "A TLS connection failed because of the TLS settings", ex);
			throw ex;
		}
	}

	void execute(Runnable task) {
		this.thread.execute(task);
	}

	void close() {
		this.thread.shutdownNow();
	}

}
