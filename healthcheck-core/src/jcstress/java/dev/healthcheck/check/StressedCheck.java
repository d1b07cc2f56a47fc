package dev.healthcheck.check;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * One scheduled check whose runs are queued until a test takes one. Nothing happens by
 * itself: timers never fire, and time stands still.
 */
final class StressedCheck implements Check, Executor {

	private final AtomicInteger inside = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	private final Deque<Runnable> queue = new ArrayDeque<>();

	private int queued;

	private final ScheduledCheck check = new ScheduledCheck("check", this,
			CheckState.registered(CheckSettings.defaults(), true, 0), this, runtime(), (change) -> true,
			new AtomicLong());

	static CheckRuntime runtime() {
		return new CheckRuntime(() -> 0, () -> Instant.EPOCH, () -> 1, Runnable::run, Runnable::run, (advance) -> new Timers());
	}

	StressedCheck started() {
		this.check.start(new Timers());
		return this;
	}

	ScheduledCheck check() {
		return this.check;
	}

	@Override
	public CheckResult run() {
		this.most.accumulateAndGet(this.inside.incrementAndGet(), Math::max);
		this.inside.decrementAndGet();
		return CheckResult.up();
	}

	@Override
	public synchronized void execute(Runnable run) {
		this.queued++;
		this.queue.add(run);
	}

	private synchronized @Nullable Runnable next() {
		return this.queue.poll();
	}

	/** Execute the queued run that has waited longest, if there is one. */
	void runNext() {
		Runnable run = next();
		if (run != null) {
			run.run();
		}
	}

	/** Return how many runs have been queued so far. */
	synchronized int queued() {
		return this.queued;
	}

	/** Return how many runs were inside the check at once, at the most. */
	int most() {
		return this.most.get();
	}

	/** Never asks. */
	private static final class Timers implements CheckScheduler {

		@Override
		public void wakeIn(long pause) {
		}

		@Override
		public void close() {
		}

	}

}
