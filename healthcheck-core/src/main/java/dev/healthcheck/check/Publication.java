package dev.healthcheck.check;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * What is published about one check: its state, and the account of what it has done.
 *
 * <p>
 * Written under the monitor of the {@link ScheduledCheck} that it belongs to, and read
 * without it. Each method either does all that it is for or, if it throws, nothing.
 */
final class Publication {

	private final String name;

	/** What a result of the check means now. */
	private final UnaryOperator<@Nullable CheckResult> current;

	private final CheckRuntime runtime;

	private final CheckChanges changes;

	/** Counts what readers can see, each time after they can. */
	private final AtomicLong publications;

	private volatile CheckState state;

	private volatile RunTally tally = RunTally.NONE;

	/** The verdict that the tally knows. */
	private CheckVerdict counted;

	/** The verdict that listeners know: older, if they are slow. */
	private CheckVerdict announced;

	Publication(String name, UnaryOperator<@Nullable CheckResult> current, CheckState state, CheckRuntime runtime,
			CheckChanges changes, AtomicLong publications) {
		this.name = name;
		this.current = current;
		this.state = state;
		this.runtime = runtime;
		this.changes = changes;
		this.publications = publications;
		this.counted = state.at(state.dueAt());
		this.announced = this.counted;
	}

	CheckState state() {
		return this.state;
	}

	CheckVerdict verdict(long now) {
		return current().at(now);
	}

	CheckStatistics statistics(long now) {
		return CheckStatistics.of(current(), this.tally, now);
	}

	private CheckState current() {
		CheckState state = this.state;
		try {
			return state.current(this.current);
		}
		catch (Throwable ex) {
			// Readers must get an answer: as the runs have left it
			return state;
		}
	}

	/** Count a change that readers can see already. */
	void count() {
		this.publications.incrementAndGet();
	}

	long timeout() {
		return this.state.settings().timeout().toNanos();
	}

	/**
	 * Have the next result due.
	 * @param now when
	 */
	void due(long now) {
		this.state = this.state.dueAt(now);
		count();
	}

	/**
	 * Record what a run has found in time.
	 * @param result the result
	 * @param startedAt when a thread started the run
	 * @param now when it ended
	 */
	void record(CheckResult result, long startedAt, long now) {
		CheckRun run = new CheckRun(result, startedAt, now, this.runtime.clock().instant());
		RunTally tally = this.tally.with(run);
		this.state = this.state.after(run, this.runtime.jitter().getAsDouble());
		this.tally = tally;
		count();
	}

	/**
	 * Record a run that did not count.
	 * @param took how long it took, in nanoseconds
	 * @param reason why it did not count, or {@code null} if nothing is known
	 */
	void recordInconclusive(long took, @Nullable String reason) {
		RunTally tally = this.tally.with((took > timeout()) ? RunOutcome.TIMEOUT : RunOutcome.INCONCLUSIVE, took);
		this.state = this.state.hindered(reason);
		this.tally = tally;
		count();
	}

	long pauseAfterLateRun() {
		return (long) (this.state.pauseAfterLateRun().toNanos() * this.runtime.jitter().getAsDouble());
	}

	/**
	 * Publish what has changed since it was last published.
	 * @param now the time
	 * @return whether listeners know, or will soon; otherwise it has to be tried again
	 */
	boolean publishChange(long now) {
		CheckVerdict verdict = verdict(now);
		if (differ(this.counted, verdict)) {
			this.tally = this.tally.with(new CheckChange(this.name, this.counted, verdict),
					this.runtime.clock().instant());
			this.counted = verdict;
			count();
		}
		if (differ(this.announced, verdict)) {
			if (!this.changes.offer(new CheckChange(this.name, this.announced, verdict))) {
				return false;
			}
			this.announced = verdict;
		}
		return true;
	}

	private static boolean differ(CheckVerdict one, CheckVerdict other) {
		return !one.status().equals(other.status()) || one.isLate() != other.isLate();
	}

	/**
	 * Return how long it is until the verdict changes by itself.
	 * @param now the time
	 * @return the nanoseconds
	 */
	long untilTransition(long now) {
		return this.state.untilTransition(now);
	}

}
