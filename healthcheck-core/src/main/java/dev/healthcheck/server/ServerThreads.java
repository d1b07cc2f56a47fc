package dev.healthcheck.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.healthcheck.thread.DaemonThreadFactory;

/** The daemon threads of one server. */
final class ServerThreads {

	private final DaemonThreadFactory factory;

	private final LongSupplier ticker = System::nanoTime;

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	ServerThreads(DaemonThreadFactory factory) {
		this.factory = factory;
	}

	Thread newThread(String name, Runnable task) {
		Thread thread = this.factory.newThread(name, task);
		// Those that have ended, and those that could not be started
		this.threads.removeIf((last) -> !last.isAlive());
		this.threads.add(thread);
		return thread;
	}

	// Waits at most a second for all threads. An interrupt ends the wait and is restored
	void join() {
		long end = this.ticker.getAsLong() + TimeUnit.SECONDS.toNanos(1);
		for (Thread thread : this.threads) {
			try {
				TimeUnit.NANOSECONDS.timedJoin(thread, end - this.ticker.getAsLong());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

}
