package dev.healthcheck.check;

import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/**
 * Strategy used by the runner to be called back. There are no timers to be made, kept or
 * lost: the runner is asked what is due, and answers when it wants to be asked again.
 */
interface CheckScheduler extends AutoCloseable {

	/**
	 * The pause after which something that memory or a thread was missing for is tried
	 * again.
	 */
	long RETRY = Duration.ofSeconds(1).toNanos();

	/** The pause where nothing is to be done. */
	long IDLE = Duration.ofHours(1).toNanos();

	/**
	 * Have the runner asked earlier than it wanted to be. Does nothing if it is asked by
	 * then anyway.
	 * @param pause nanoseconds from now; not positive for at once
	 */
	void wakeIn(long pause);

	@Override
	void close();

	/**
	 * Start a scheduler with a thread of its own.
	 * @param thread the name of the thread
	 * @param factory creates the thread
	 * @param ticker monotonic time in nanoseconds
	 * @param advance does what is due, and returns nanoseconds until there is more
	 * @return the scheduler
	 */
	static CheckScheduler threaded(String thread, BiFunction<String, Runnable, Thread> factory, LongSupplier ticker,
			LongSupplier advance) {
		SchedulerThread scheduler = new SchedulerThread(ticker, advance);
		factory.apply(thread, scheduler).start();
		return scheduler;
	}

}
