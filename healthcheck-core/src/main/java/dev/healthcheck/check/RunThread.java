package dev.healthcheck.check;

import java.util.concurrent.Executor;

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

	/**
	 * Interrupt the run on a thread that may block: an interrupt closes the channel that
	 * the run waits for, and to close a file on a file system that hangs is to hang with
	 * it.
	 * @param thread what runs the interrupt
	 */
	void interruptOn(Executor thread) {
		try {
			thread.execute(this::interrupt);
		}
		catch (Throwable ex) {
			// No memory for a thread, for example: the run is late without it, too
		}
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
