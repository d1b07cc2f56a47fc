package dev.healthcheck.check;

import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

import org.jspecify.annotations.Nullable;

/**
 * Thread that a run is held on for as long as a test wants, in step with the test: one of
 * both runs while the other waits.
 */
final class Lane {

	private static final ThreadLocal<Lane> CURRENT = new ThreadLocal<>();

	private final Semaphore test = new Semaphore(0);

	private final Semaphore run = new Semaphore(0);

	private @Nullable Check answer;

	private boolean held;

	private boolean interrupted;

	/**
	 * Let a run begin, and wait until its check is called, or it has ended.
	 * @param threads the threads
	 * @param task the run
	 * @return whether its check is called
	 */
	boolean begin(ExecutorService threads, Runnable task) {
		threads.execute(() -> {
			CURRENT.set(this);
			try {
				task.run();
			}
			finally {
				CURRENT.remove();
				this.held = false;
				this.test.release();
			}
		});
		this.test.acquireUninterruptibly();
		return this.held;
	}

	/**
	 * What the check does: wait for the test to tell its answer.
	 * @return the answer
	 * @throws Exception as the answer does
	 */
	static CheckResult hold() throws Exception {
		Lane lane = CURRENT.get();
		lane.held = true;
		lane.test.release();
		lane.run.acquireUninterruptibly();
		lane.interrupted = Thread.interrupted();
		return Objects.requireNonNull(lane.answer).run();
	}

	/**
	 * Let the check answer, and wait until the run has ended.
	 * @param answer the answer
	 * @return whether the run had been interrupted
	 */
	boolean end(Check answer) {
		this.answer = answer;
		this.run.release();
		this.test.acquireUninterruptibly();
		return this.interrupted;
	}

}
