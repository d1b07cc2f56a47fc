package dev.healthcheck.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The daemon threads of one server, {@code healthcheck-http-1} and so on.
 */
final class ServerThreads implements ThreadFactory {

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	@Override
	public synchronized Thread newThread(Runnable task) {
		// Without the creator's inheritable thread locals: it may be any thread
		Thread thread = new Thread(null, task, "healthcheck-http-" + (this.threads.size() + 1), 0, false);
		thread.setDaemon(true);
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
