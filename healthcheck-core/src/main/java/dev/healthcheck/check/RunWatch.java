package dev.healthcheck.check;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

/**
 * Watches one run until it ends: after each quarter of its timeout asks whether its
 * result can be foreseen, and at the end of the timeout has it interrupted.
 */
final class RunWatch {

	private static final int QUARTERS = 4;

	private final CheckScheduler timers;

	private final CheckRuntime runtime;

	private final long timeout;

	private volatile @Nullable Future<?> timer;

	private volatile boolean ended;

	/**
	 * Create a watch.
	 * @param timers the timers
	 * @param runtime has the threads that questions and interrupts run on
	 * @param timeout the timeout of the run in nanoseconds
	 */
	RunWatch(CheckScheduler timers, CheckRuntime runtime, long timeout) {
		this.timers = timers;
		this.runtime = runtime;
		this.timeout = timeout;
	}

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
				aside(this.runtime.interrupts(), interrupt);
				return;
			}
			schedule(quarter + 1, question, interrupt);
			aside(this.runtime.questions(), question);
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

	/**
	 * Hand a task to a thread that may block: an interrupt closes the channel that a run
	 * waits for, and to close a file on a file system that hangs is to hang with it.
	 * @param thread the thread
	 * @param task the task
	 */
	static void aside(Executor thread, Runnable task) {
		try {
			thread.execute(task);
		}
		catch (Throwable ex) {
			// No memory for a thread, for example: the run is late without it, too
		}
	}

}
