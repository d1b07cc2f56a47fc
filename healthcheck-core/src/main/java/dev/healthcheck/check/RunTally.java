package dev.healthcheck.check;

import java.util.EnumMap;
import java.util.Map;

import dev.healthcheck.check.CheckStatistics.Runs;

/**
 * Immutable count of what a check has done since it was registered.
 *
 * @param runs the runs that have ended; never changed
 * @param changes how often the status has changed
 */
record RunTally(Map<RunOutcome, Runs> runs, long changes) {

	static final RunTally NONE = new RunTally(Map.of(), 0);

	RunTally with(RunOutcome outcome, long nanos) {
		Map<RunOutcome, Runs> runs = new EnumMap<>(RunOutcome.class);
		runs.putAll(this.runs);
		runs.put(outcome, runs.getOrDefault(outcome, Runs.NONE).with(nanos));
		return new RunTally(runs, this.changes);
	}

	RunTally withChange() {
		return new RunTally(this.runs, this.changes + 1);
	}

}
