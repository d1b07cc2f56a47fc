package dev.healthcheck.check;

import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * One run of a check: calls it, and has it watched meanwhile.
 */
final class Run implements Runnable {

	private final ScheduledCheck owner;

	private final Check check;

	private final CheckRuntime runtime;

	private final RunThread thread = new RunThread();

	/** Whether a thread has started it; guarded by the lock of the owner. */
	boolean begun;

	/** Whether its result has been taken; guarded by the lock of the owner. */
	boolean concluded;

	/** In nanoseconds of the ticker; guarded by the lock of the owner. */
	long startedAt;

	Run(ScheduledCheck owner, Check check, CheckRuntime runtime) {
		this.owner = owner;
		this.check = check;
		this.runtime = runtime;
	}

	@Override
	public void run() {
		CheckScheduler timers = this.owner.begin(this);
		if (timers == null) {
			return;
		}
		RunWatch watch = new RunWatch(timers, this.owner.timeout());
		@Nullable CheckResult result = null;
		@Nullable String hindrance = null;
		try {
			this.thread.attach();
			watch.start(() -> aside(this.runtime.questions(), this::ask), this::interrupt);
			result = CheckResult.INDESCRIBABLE;
			result = CheckResult.ofRun(this.check);
		}
		catch (InconclusiveException ex) {
			result = null;
			hindrance = ex.hindrance();
		}
		finally {
			this.thread.detach();
			watch.end();
			this.owner.end(this, result, hindrance);
		}
	}

	private void ask() {
		@Nullable CheckResult foreseen = foreseen();
		if (foreseen != null && this.owner.foresee(this, foreseen)) {
			interrupt();
		}
	}

	private @Nullable CheckResult foreseen() {
		try {
			return this.check.foreseen();
		}
		catch (Throwable ex) {
			// Nothing is known, then
			return null;
		}
	}

	/** Interrupt the run: once at the most, and not after its end. */
	void interrupt() {
		aside(this.runtime.interrupts(), this.thread::interrupt);
	}

	/**
	 * Hand a task to a thread that may block: an interrupt closes the channel that a run
	 * waits for, and to close a file on a file system that hangs is to hang with it.
	 * @param thread the thread
	 * @param task the task
	 */
	private static void aside(Executor thread, Runnable task) {
		try {
			thread.execute(task);
		}
		catch (Throwable ex) {
			// No memory for a thread, for example: the run is late without it, too
		}
	}

}
