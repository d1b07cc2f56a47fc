package dev.healthcheck.check;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * What is published about one check: its state, and the account of what it has done.
 *
 * <p>
 * Written under the lock of the {@link ScheduledCheck} that it belongs to, and read
 * without it, but for what was announced last.
 */
final class Publication {

	private final String name;

	private final UnaryOperator<@Nullable CheckResult> current;

	private final CheckRuntime runtime;

	private final Consumer<CheckChange> events;

	private volatile CheckState state;

	private volatile RunTally tally = RunTally.NONE;

	private CheckVerdict announced;

	/**
	 * Create a publication.
	 * @param name the name of the check
	 * @param current returns what a result of the check means now
	 * @param state the state to begin with
	 * @param runtime tells the time
	 * @param events takes changes; at once
	 */
	Publication(String name, UnaryOperator<@Nullable CheckResult> current, CheckState state, CheckRuntime runtime,
			Consumer<CheckChange> events) {
		this.name = name;
		this.current = current;
		this.state = state;
		this.runtime = runtime;
		this.events = events;
		this.announced = state.at(state.dueAt());
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

	long timeout() {
		return this.state.settings().timeout().toNanos();
	}

	/**
	 * Have the next result due.
	 * @param now when
	 */
	void due(long now) {
		this.state = this.state.dueAt(now);
	}

	/**
	 * Take what a run has found in time.
	 * @param result the result
	 * @param startedAt when a thread started the run
	 * @param now when it ended
	 */
	void take(CheckResult result, long startedAt, long now) {
		CheckRun run = new CheckRun(result, startedAt, now, this.runtime.clock().instant());
		this.tally = this.tally.with(run);
		this.state = this.state.after(run, this.runtime.jitter().getAsDouble());
	}

	/**
	 * Take note of a run that did not count.
	 * @param took how long it took
	 * @param hindrance why it did not count, or {@code null} if nothing is known
	 */
	void takeNote(long took, @Nullable String hindrance) {
		this.state = this.state.hindered(hindrance);
		this.tally = this.tally.with((took > timeout()) ? RunOutcome.TIMEOUT : RunOutcome.INCONCLUSIVE, took);
	}

	long pauseAfterLateRun() {
		return (long) (this.state.pauseAfterLateRun().toNanos() * this.runtime.jitter().getAsDouble());
	}

	/**
	 * Announce what has changed since it was last announced.
	 * @param now the time
	 * @return when the verdict next changes by itself, or {@code null} if it does not
	 */
	@Nullable Long announce(long now) {
		CheckVerdict verdict = verdict(now);
		CheckVerdict before = this.announced;
		if (!verdict.status().equals(before.status()) || verdict.isLate() != before.isLate()) {
			this.announced = verdict;
			CheckChange change = new CheckChange(this.name, before, verdict);
			this.tally = this.tally.with(change, this.runtime.clock().instant());
			this.events.accept(change);
		}
		return this.state.nextTransition(now);
	}

}
