package dev.healthcheck.check;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * Strategy used by the runner to be called back later. Tasks are short: they hand work to
 * other threads.
 */
interface CheckScheduler extends AutoCloseable {

	/**
	 * Call a task once, later.
	 * @param delay the delay in nanoseconds; not positive for at once
	 * @param task the task
	 * @return a handle to cancel it
	 */
	Future<?> schedule(long delay, Runnable task);

	@Override
	void close();

	/**
	 * Return a scheduler with one thread of its own.
	 * @param threadName the name of the thread
	 * @param factory creates the thread
	 * @return the scheduler
	 */
	static CheckScheduler threaded(String threadName, BiFunction<String, Runnable, Thread> factory) {
		ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1,
				(task) -> factory.apply(threadName, task));
		executor.setRemoveOnCancelPolicy(true);
		return new CheckScheduler() {

			@Override
			public Future<?> schedule(long delay, Runnable task) {
				return executor.schedule(task, delay, TimeUnit.NANOSECONDS);
			}

			@Override
			public void close() {
				executor.shutdownNow();
			}

		};
	}

}
