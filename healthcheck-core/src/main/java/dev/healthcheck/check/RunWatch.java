package dev.healthcheck.check;

import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

/**
 * Watches one run until it ends: after each quarter of its timeout asks whether its
 * result can be foreseen, and at the end of the timeout has it interrupted.
 */
final class RunWatch {

	private static final int QUARTERS = 4;

	private final CheckScheduler timers;

	private final long timeout;

	private volatile @Nullable Future<?> timer;

	private volatile boolean ended;

	/**
	 * Create a watch.
	 * @param timers the timers
	 * @param timeout the timeout of the run in nanoseconds
	 */
	RunWatch(CheckScheduler timers, long timeout) {
		this.timers = timers;
		this.timeout = timeout;
	}

	/**
	 * Begin to watch.
	 * @param question asks; must not block
	 * @param interrupt interrupts the run; must not block
	 */
	void start(Runnable question, Runnable interrupt) {
		schedule(1, question, interrupt);
	}

	private void schedule(int quarter, Runnable question, Runnable interrupt) {
		long delay = this.timeout * quarter / QUARTERS - this.timeout * (quarter - 1) / QUARTERS;
		this.timer = this.timers.schedule(delay, () -> {
			if (this.ended) {
				return;
			}
			if (quarter == QUARTERS) {
				interrupt.run();
				return;
			}
			schedule(quarter + 1, question, interrupt);
			question.run();
		});
	}

	void end() {
		// A timer that is set beside this finds that the run has ended
		this.ended = true;
		Future<?> timer = this.timer;
		if (timer != null) {
			timer.cancel(false);
		}
	}

}
