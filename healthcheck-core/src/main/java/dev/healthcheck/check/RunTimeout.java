package dev.healthcheck.check;

/**
 * Notices that the run in flight takes long. Early failures are requested after each
 * quarter of the timeout but the last, and an interrupt after that.
 */
final class RunTimeout {

	private static final int QUARTERS = 4;

	private final long timeout;

	private long startedAt;

	/** The quarters whose end has been noticed. */
	private int noticed;

	RunTimeout(long timeout) {
		this.timeout = timeout;
	}

	void reset() {
		this.noticed = 0;
	}

	void start(long now) {
		this.startedAt = now;
	}

	long startedAt() {
		return this.startedAt;
	}

	boolean isOver(long now) {
		return now - this.startedAt > this.timeout;
	}

	// Returns whether a failure should be requested
	boolean notice(long now) {
		int before = this.noticed;
		while (untilNotice(now) <= 0) {
			this.noticed++;
		}
		return this.noticed > before && !isNoticed();
	}

	long untilNotice(long now) {
		long next = this.startedAt + this.timeout * (this.noticed + 1) / QUARTERS;
		return isNoticed() ? CheckScheduler.IDLE : next - now;
	}

	boolean isNoticed() {
		return this.noticed == QUARTERS;
	}

}
