package dev.healthcheck.check;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * The thread of one run, while it runs. Its monitor sees to it that an interrupt meant
 * for this run never reaches the next one on the same thread.
 */
final class RunThread {

	@GuardedBy("this")
	private @Nullable Thread thread;

	/** The run begins on the calling thread. */
	synchronized void attach() {
		// Whoever left the flag behind did not mean this run
		Thread.interrupted();
		this.thread = Thread.currentThread();
	}

	/** The run has ended, on the calling thread. */
	synchronized void detach() {
		this.thread = null;
		// A pooled thread: the flag belongs to the run that ends here
		Thread.interrupted();
	}

	/** Interrupt the run: once at the most, and not after its end. */
	synchronized void interrupt() {
		Thread thread = this.thread;
		if (thread != null) {
			this.thread = null;
			thread.interrupt();
		}
	}

}
