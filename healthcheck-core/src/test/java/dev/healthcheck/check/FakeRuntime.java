package dev.healthcheck.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Time, chance and threads in the hands of a test. Everything happens on the thread of
 * the test: what is due when it advances the time, runs when it asks for them. A check
 * may advance the time itself, and so be slow.
 */
final class FakeRuntime implements Executor {

	/** Close to the end of the range, so that the ticker overflows in most tests. */
	private static final long ORIGIN = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

	private final Deque<Runnable> runs = new ArrayDeque<>();

	private final List<CheckChange> changes = new ArrayList<>();

	private long elapsed;

	private @Nullable Scheduler scheduler;

	private double jitter = 1;

	private boolean running;

	/** Return a stopped runner in this runtime, with the default settings. */
	CheckRunner runner() {
		return new CheckRunner(this, CheckSettings.defaults(), (name, settings) -> settings, runtime(),
				this.changes::add);
	}

	CheckRuntime runtime() {
		return new CheckRuntime(() -> ORIGIN + this.elapsed, () -> Instant.EPOCH.plusNanos(this.elapsed),
				() -> this.jitter, Runnable::run, Runnable::run, Scheduler::new);
	}

	/** Execute runs as they come, and no longer when the test asks. */
	FakeRuntime running() {
		this.running = true;
		return this;
	}

	void jitter(double jitter) {
		this.jitter = jitter;
	}

	Duration elapsed() {
		return Duration.ofNanos(this.elapsed);
	}

	/** Return the changes since the last call, each as {@code name: from > to}. */
	List<String> changes() {
		List<String> changes = this.changes.stream()
			.map((change) -> change.name() + ": " + describe(change.from()) + " > " + describe(change.to()))
			.toList();
		this.changes.clear();
		return changes;
	}

	private static String describe(CheckVerdict verdict) {
		return verdict.isLate() ? verdict.status() + " late" : verdict.status().toString();
	}

	/** Move the time on, and have done what becomes due, in order. */
	void advance(Duration duration) {
		long until = this.elapsed + duration.toNanos();
		drain();
		Scheduler scheduler = this.scheduler;
		while (scheduler != null && scheduler.wakeAt <= until) {
			this.elapsed = Math.max(this.elapsed, scheduler.wakeAt);
			scheduler.wake();
			drain();
			scheduler = this.scheduler;
		}
		this.elapsed = Math.max(this.elapsed, until);
	}

	@Override
	public void execute(Runnable run) {
		this.runs.add(run);
	}

	/** Return how many runs are queued. */
	int queued() {
		return this.runs.size();
	}

	/** Execute the queued run that has waited longest. */
	void runNext() {
		Objects.requireNonNull(this.runs.poll(), "no run is queued").run();
	}

	private void drain() {
		while (this.running && !this.runs.isEmpty()) {
			runNext();
		}
	}

	/** Asks the runner what is due when the test advances the time. */
	private final class Scheduler implements CheckScheduler {

		private final LongSupplier advance;

		private long wakeAt = FakeRuntime.this.elapsed;

		Scheduler(LongSupplier advance) {
			this.advance = advance;
			FakeRuntime.this.scheduler = this;
		}

		@Override
		public void wakeIn(long pause) {
			this.wakeAt = Math.min(this.wakeAt, FakeRuntime.this.elapsed + pause);
		}

		private void wake() {
			this.wakeAt = FakeRuntime.this.elapsed + IDLE;
			wakeIn(this.advance.getAsLong());
		}

		@Override
		public void close() {
			FakeRuntime.this.scheduler = null;
		}

	}

}
