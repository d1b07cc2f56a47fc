package dev.healthcheck.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.thread.DaemonThreadFactory;

/**
 * The daemon threads of one server, {@code healthcheck-http-1} and so on.
 */
final class ServerThreads implements ThreadFactory {

	private final DaemonThreadFactory factory;

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	ServerThreads(DaemonThreadFactory factory) {
		this.factory = factory;
	}

	@Override
	public synchronized Thread newThread(Runnable task) {
		Thread thread = this.factory.newThread("healthcheck-http-" + (this.threads.size() + 1), task);
		this.threads.add(thread);
		return thread;
	}

	/**
	 * Wait for the threads to end. An interrupt ends the waiting, and is kept.
	 * @param atMost how long to wait for each
	 */
	void join(Duration atMost) {
		for (Thread thread : this.threads) {
			try {
				TimeUnit.NANOSECONDS.timedJoin(thread, atMost.toNanos());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

}
