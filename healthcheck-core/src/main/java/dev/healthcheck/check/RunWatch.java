package dev.healthcheck.check;

/**
 * Watches the runs of one check: after each quarter of the timeout has it asked whether
 * the run is bound to fail, and at the end of the timeout has it interrupted. Guarded by
 * the monitor of the {@link ScheduledCheck} that it belongs to.
 */
final class RunWatch {

	private final CoalescedTask question;

	/** An interrupt closes the channel that a run waits for, and may hang with it. */
	private final CoalescedTask interruption;

	RunWatch(CheckRuntime runtime, Runnable question, Runnable interruption) {
		this.question = new CoalescedTask(runtime.questions(), question);
		this.interruption = new CoalescedTask(runtime.interrupts(), interruption);
	}

	/**
	 * Do what is due for a run that a thread has started.
	 * @param run the run
	 * @param now the time
	 * @param timeout the timeout in nanoseconds
	 */
	void advance(Run run, long now, long timeout) {
		if (run.reachesQuarter(now, timeout)) {
			run.unwanted |= run.isOverdue();
			if (!run.isOverdue()) {
				this.question.request();
			}
		}
		if (run.unwanted && !run.interruptRequested) {
			run.interruptRequested = this.interruption.request();
		}
	}

	/**
	 * Return how long it is until there is more to do.
	 * @param run the run
	 * @param now the time
	 * @param timeout the timeout in nanoseconds
	 * @return the nanoseconds
	 */
	long untilNext(Run run, long now, long timeout) {
		boolean lacksThread = run.unwanted && !run.interruptRequested;
		return lacksThread ? CheckScheduler.RETRY : run.untilQuarter(now, timeout);
	}

	/** Have the run interrupted that is unwanted now. */
	void interrupt() {
		this.interruption.request();
	}

}
