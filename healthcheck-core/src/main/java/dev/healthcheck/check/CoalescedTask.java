package dev.healthcheck.check;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Action performed on another thread, which may block. Requests that come before it has
 * begun are combined, so that a thread that hangs costs one entry in its queue.
 */
final class CoalescedTask implements Runnable {

	private final Executor thread;

	private final Runnable action;

	private final AtomicBoolean requested = new AtomicBoolean();

	CoalescedTask(Executor thread, Runnable action) {
		this.thread = thread;
		this.action = action;
	}

	// Returns whether it will be performed; false if there was no memory or thread
	boolean request() {
		if (!this.requested.compareAndSet(false, true)) {
			return true;
		}
		try {
			this.thread.execute(this);
			return true;
		}
		catch (Throwable ex) {
			this.requested.set(false);
			return false;
		}
	}

	@Override
	public void run() {
		this.requested.set(false);
		this.action.run();
	}

}
