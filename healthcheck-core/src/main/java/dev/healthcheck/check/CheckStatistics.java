package dev.healthcheck.check;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Value object for what is published about a check at one moment, and for what it has
 * done since it was registered.
 *
 * @param verdict what is published
 * @param age for how long there has been no newer result, or {@code null} before the
 * first
 * @param runs the runs that have ended, by their outcomes; outcomes that have not
 * occurred are left out, and so are runs whose check was stopped meanwhile
 * @param changes how often the status has changed
 * @param history the last changes and runs
 * @since 0.1.0
 */
public record CheckStatistics(CheckVerdict verdict, @Nullable Duration age, Map<RunOutcome, Runs> runs, long changes,
		CheckHistory history) {

	/**
	 * Create statistics.
	 */
	public CheckStatistics {
		runs = Map.copyOf(runs);
	}

	static CheckStatistics of(CheckState state, RunTally tally, long now) {
		CheckRun last = state.lastRun();
		Duration age = (last != null) ? Duration.ofNanos(now - last.endedAt()) : null;
		return new CheckStatistics(state.at(now), age, tally.runs(), tally.changes(), tally.history());
	}

	/**
	 * Return the runs with an outcome.
	 * @param outcome the outcome
	 * @return the runs
	 */
	public Runs runs(RunOutcome outcome) {
		return this.runs.getOrDefault(outcome, Runs.NONE);
	}

	/**
	 * Value object for runs that have ended in the same way.
	 *
	 * @param count how many there were
	 * @param duration how long they took together
	 */
	public record Runs(long count, Duration duration) {

		static final Runs NONE = new Runs(0, Duration.ZERO);

		Runs with(long nanos) {
			return new Runs(this.count + 1, this.duration.plusNanos(nanos));
		}

	}

}
