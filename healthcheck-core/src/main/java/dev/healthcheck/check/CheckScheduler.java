package dev.healthcheck.check;

import java.time.Duration;

/**
 * Strategy used by the runner to be called back. There are no timers to create or lose:
 * the runner does what is due, and returns the pause until the next call.
 */
interface CheckScheduler extends AutoCloseable {

	/** The pause before a retry after a lack of memory or of threads. */
	long RETRY = Duration.ofSeconds(1).toNanos();

	/** The pause while nothing is due. */
	long IDLE = Duration.ofHours(1).toNanos();

	// Calls the runner after this many nanoseconds at the latest
	void wakeIn(long pause);

	@Override
	void close();

}
