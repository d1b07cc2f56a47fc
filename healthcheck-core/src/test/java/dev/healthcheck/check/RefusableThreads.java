package dev.healthcheck.check;

import java.util.function.BiFunction;

import dev.healthcheck.thread.DaemonThreadFactory;

/**
 * Creates threads, or refuses them, as a machine without threads does.
 */
final class RefusableThreads implements BiFunction<String, Runnable, Thread> {

	private final DaemonThreadFactory factory = DaemonThreadFactory.inheriting();

	private volatile boolean refusing;

	void refuse(boolean refusing) {
		this.refusing = refusing;
	}

	@Override
	public Thread apply(String name, Runnable task) {
		if (this.refusing) {
			throw new OutOfMemoryError("unable to create native thread");
		}
		return this.factory.newThread(name, task);
	}

}
