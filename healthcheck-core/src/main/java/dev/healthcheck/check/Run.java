package dev.healthcheck.check;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * One run of a check. Its monitor ensures that an interrupt of this run never reaches the
 * next one on the same thread.
 */
final class Run implements Runnable {

	private final ScheduledCheck owner;

	private final Check check;

	/** The thread that runs the check, until it has been interrupted. */
	@GuardedBy("this")
	private @Nullable Thread thread;

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
			attach();
			result = CheckResult.ofRun(this.check);
		}
		catch (InconclusiveException ex) {
			result = null;
			reason = ex.reason();
		}
		finally {
			detach();
			this.owner.end(result, reason);
		}
	}

	synchronized void attach() {
		// An earlier interrupt does not concern this run
		Thread.interrupted();
		this.thread = Thread.currentThread();
	}

	synchronized void detach() {
		this.thread = null;
		// A pooled thread: the flag belongs to the run that ends here
		Thread.interrupted();
	}

	// At most once, and never after the end of the run
	synchronized void interrupt() {
		Thread thread = this.thread;
		if (thread != null) {
			this.thread = null;
			thread.interrupt();
		}
	}

	// May block, if the check does
	void askForEarlyFailure() {
		try {
			@Nullable CheckResult failure = this.check.earlyFailure();
			if (failure != null) {
				this.owner.recordEarly(this, failure);
			}
		}
		catch (Throwable ex) {
			// No early failure, then
		}
	}

	/** Stage of a run, in the order of its life. */
	enum Stage {

		NONE, QUEUED, RUNNING,

		/** Still running, but its result is known already. */
		RECORDED,

		/** Begun before a stop and not ended yet: no other run is started meanwhile. */
		ORPHANED

	}

}
