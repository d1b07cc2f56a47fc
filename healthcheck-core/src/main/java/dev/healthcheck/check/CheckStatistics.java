package dev.healthcheck.check;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import dev.healthcheck.check.CheckHistory.StatusChange;
import org.jspecify.annotations.Nullable;

/**
 * Value object for what is published about a check at one moment, and for its runs and
 * changes since it was registered.
 *
 * @param verdict what is published
 * @param age the time since the last result, or {@code null} before the first
 * @param runs the runs that have ended, by their outcomes, without outcomes that have not
 * occurred and without runs whose check was stopped meanwhile
 * @param changes how often the status has changed
 * @param history the last changes and runs
 */
public record CheckStatistics(CheckVerdict verdict, @Nullable Duration age, Map<RunOutcome, Runs> runs, long changes,
		CheckHistory history) {

	public CheckStatistics {
		runs = Map.copyOf(runs);
	}

	static CheckStatistics registered(CheckVerdict verdict) {
		return new CheckStatistics(verdict, null, Map.of(), 0, CheckHistory.NONE);
	}

	CheckStatistics at(CheckState state, long now) {
		CheckRun last = state.lastRun();
		Duration age = (last != null) ? Duration.ofNanos(now - last.endedAt()) : null;
		return new CheckStatistics(state.at(now), age, this.runs, this.changes, this.history);
	}

	CheckStatistics with(CheckRun run) {
		RunOutcome outcome = run.result().isFailing() ? RunOutcome.FAIL : RunOutcome.PASS;
		return with(outcome, run.duration(), this.history.with(run));
	}

	CheckStatistics with(RunOutcome outcome, Duration duration) {
		return with(outcome, duration, this.history);
	}

	private CheckStatistics with(RunOutcome outcome, Duration duration, CheckHistory history) {
		Map<RunOutcome, Runs> runs = new HashMap<>(this.runs);
		runs.put(outcome, runs(outcome).with(duration));
		return new CheckStatistics(this.verdict, this.age, runs, this.changes, history);
	}

	CheckStatistics with(CheckVerdict verdict, Instant time) {
		long changes = this.changes + (verdict.status().equals(this.verdict.status()) ? 0 : 1);
		StatusChange change = new StatusChange(time, verdict.status(), verdict.isLate());
		return new CheckStatistics(verdict, this.age, this.runs, changes, this.history.with(change));
	}

	/** Return the runs with an outcome, which may be none. */
	public Runs runs(RunOutcome outcome) {
		return this.runs.getOrDefault(outcome, Runs.NONE);
	}

	/** How a run ended. */
	public enum RunOutcome {

		/** It ended within the timeout, with a status that passes. */
		PASS,

		/** It ended within the timeout, with a status that fails. */
		FAIL,

		/** It ended after the timeout, and its result was discarded. */
		TIMEOUT,

		/** It ended in time without a result, for example because of a saturated pool. */
		INCONCLUSIVE

	}

	/**
	 * Value object for runs that ended in the same way.
	 *
	 * @param count how many there were
	 * @param duration how long they took together
	 */
	public record Runs(long count, Duration duration) {

		static final Runs NONE = new Runs(0, Duration.ZERO);

		Runs with(Duration duration) {
			return new Runs(this.count + 1, this.duration.plus(duration));
		}

	}

}
