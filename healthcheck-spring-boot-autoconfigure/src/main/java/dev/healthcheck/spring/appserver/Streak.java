package dev.healthcheck.spring.appserver;

import java.time.Duration;

/**
 * Measures for how long something has been so at each look.
 */
final class Streak {

	private boolean running;

	private long since;

	/**
	 * Take one look.
	 * @param now the time of the look, in nanoseconds
	 * @param so whether it is so now
	 * @param atLeast for how long it must have been so
	 * @return whether it has been so for long enough
	 */
	boolean lasts(long now, boolean so, Duration atLeast) {
		if (so && !this.running) {
			this.since = now;
		}
		this.running = so;
		return so && now - this.since >= atLeast.toNanos();
	}

	/** Measure from the next look on. */
	void end() {
		this.running = false;
	}

}
