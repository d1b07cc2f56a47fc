package dev.healthcheck.check;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

import dev.healthcheck.check.CheckStatistics.Runs;

/**
 * Immutable account of what a check has done since it was registered.
 *
 * @param runs the runs that have ended; never changed
 * @param changes how often the status has changed
 * @param history the last of both
 */
record RunTally(Map<RunOutcome, Runs> runs, long changes, CheckHistory history) {

	static final RunTally NONE = new RunTally(Map.of(), 0, CheckHistory.NONE);

	/**
	 * Return the account with a run that ended in time.
	 * @param run the run
	 * @return the new account
	 */
	RunTally with(CheckRun run) {
		RunOutcome outcome = run.result().isFailing() ? RunOutcome.FAIL : RunOutcome.PASS;
		return new RunTally(with(outcome, run.duration().toNanos()).runs, this.changes,
				this.history.with(PastRun.of(run)));
	}

	/**
	 * Return the account with one more run.
	 * @param outcome how it ended
	 * @param nanos how long it took
	 * @return the new account
	 */
	RunTally with(RunOutcome outcome, long nanos) {
		Map<RunOutcome, Runs> runs = new EnumMap<>(RunOutcome.class);
		runs.putAll(this.runs);
		runs.put(outcome, runs.getOrDefault(outcome, Runs.NONE).with(nanos));
		return new RunTally(runs, this.changes, this.history);
	}

	/**
	 * Return the account with a change of the status, or of whether the check is late.
	 * @param change the change
	 * @param time when it is announced, by the wall clock
	 * @return the new account
	 */
	RunTally with(CheckChange change, Instant time) {
		StatusChange last = new StatusChange(time, change.to().status(), change.to().isLate());
		return new RunTally(this.runs, this.changes + (change.isStatusChange() ? 1 : 0), this.history.with(last));
	}

}
