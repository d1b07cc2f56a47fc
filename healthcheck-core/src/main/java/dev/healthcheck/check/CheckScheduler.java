package dev.healthcheck.check;

import java.time.Duration;

/**
 * Strategy used by the runner to be called back. There are no timers to be made, kept or
 * lost: the runner is asked what is due, and returns when it wants to be asked again.
 */
interface CheckScheduler extends AutoCloseable {

	/** The pause before a retry of what memory or a thread was missing for. */
	long RETRY = Duration.ofSeconds(1).toNanos();

	/** The pause where nothing is to be done. */
	long IDLE = Duration.ofHours(1).toNanos();

	// Have the runner asked after so many nanoseconds, unless it is asked earlier anyway
	void wakeIn(long pause);

	@Override
	void close();

}
