package dev.healthcheck.check;

import org.jspecify.annotations.Nullable;

/**
 * One run of a check. What it knows of itself is guarded by the monitor of the
 * {@link ScheduledCheck} that it belongs to.
 */
final class Run implements Runnable {

	private static final int QUARTERS = 4;

	private final ScheduledCheck owner;

	private final Check check;

	private final RunThread thread = new RunThread();

	/** Whether a thread has started it. */
	boolean begun;

	/** In nanoseconds of the ticker. */
	long startedAt;

	/** Whether its result has been recorded. */
	boolean recorded;

	/** Whether it is to be interrupted. */
	boolean unwanted;

	/** Whether another thread was found to interrupt it. */
	boolean interruptRequested;

	/** How many quarters of the timeout have passed and been noticed. */
	private int quarters;

	Run(ScheduledCheck owner, Check check) {
		this.owner = owner;
		this.check = check;
	}

	@Override
	public void run() {
		if (!this.owner.begin(this)) {
			return;
		}
		@Nullable CheckResult result = CheckResult.INDESCRIBABLE;
		@Nullable String reason = null;
		try {
			this.thread.attach();
			result = CheckResult.ofRun(this.check);
		}
		catch (InconclusiveException ex) {
			result = null;
			reason = ex.hindrance();
		}
		finally {
			this.thread.detach();
			this.owner.end(this, result, reason);
		}
	}

	/** Ask whether the run is bound to fail; the check may take its time to answer. */
	void askForEarlyFailure() {
		try {
			@Nullable CheckResult early = this.check.foreseen();
			if (early != null) {
				this.owner.recordEarly(this, early);
			}
		}
		catch (Throwable ex) {
			// Nothing is known, then
		}
	}

	/** Interrupt the run: once at most, and not after its end. */
	void interrupt() {
		this.thread.interrupt();
	}

	/**
	 * Notice that time has passed.
	 * @param now the time
	 * @param timeout the timeout in nanoseconds
	 * @return whether another quarter of the timeout has passed
	 */
	boolean reachesQuarter(long now, long timeout) {
		int before = this.quarters;
		while (untilQuarter(now, timeout) <= 0) {
			this.quarters++;
		}
		return this.quarters > before;
	}

	boolean isOverdue() {
		return this.quarters == QUARTERS;
	}

	/**
	 * Return how long it is until the next quarter of the timeout has passed.
	 * @param now the time
	 * @param timeout the timeout in nanoseconds
	 * @return the nanoseconds, or {@link CheckScheduler#IDLE} after the last one
	 */
	long untilQuarter(long now, long timeout) {
		return isOverdue() ? CheckScheduler.IDLE : this.startedAt + timeout * (this.quarters + 1) / QUARTERS - now;
	}

}
