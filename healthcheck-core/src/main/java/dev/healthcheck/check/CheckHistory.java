package dev.healthcheck.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Value object for the last changes and runs of a check, the oldest first. Bounded: at
 * most {@value #KEPT} of each, a further one drops the oldest.
 *
 * @param changes the changes of its status, or of whether it is late
 * @param runs the runs that ended in time
 * @since 0.1.0
 */
public record CheckHistory(List<StatusChange> changes, List<PastRun> runs) {

	/** How many changes and how many runs are kept. */
	public static final int KEPT = 32;

	/** Nothing has happened yet. */
	public static final CheckHistory NONE = new CheckHistory(List.of(), List.of());

	/**
	 * Create a history.
	 * @param changes the changes, the oldest first; the last {@value #KEPT} are kept
	 * @param runs the runs, likewise
	 */
	public CheckHistory {
		changes = last(changes);
		runs = last(runs);
	}

	private static <T> List<T> last(List<T> all) {
		int dropped = Math.max(0, all.size() - KEPT);
		return List.copyOf(all.subList(dropped, all.size()));
	}

	CheckHistory with(StatusChange change) {
		return new CheckHistory(and(this.changes, change), this.runs);
	}

	CheckHistory with(CheckRun run) {
		PastRun last = new PastRun(run.time(), run.duration(), run.result().status());
		return new CheckHistory(this.changes, and(this.runs, last));
	}

	private static <T> List<T> and(List<T> old, T added) {
		List<T> all = new ArrayList<>(old.size() + 1);
		all.addAll(old);
		all.add(added);
		return all;
	}

	/**
	 * Return since when the status has been what it is.
	 * @return the time of the change to it, or {@code null} if it is not remembered
	 */
	public @Nullable Instant since() {
		Instant since = null;
		List<StatusChange> newestFirst = newestFirst(this.changes);
		for (StatusChange change : newestFirst) {
			if (!change.status().equals(newestFirst.get(0).status())) {
				return since;
			}
			since = change.time();
		}
		// The change may have been dropped, for being late and on time again
		return (newestFirst.size() < KEPT) ? since : null;
	}

	/**
	 * Return a list the other way round.
	 * @param <T> the type of what it consists of
	 * @param oldestFirst the list
	 * @return a new list
	 */
	public static <T> List<T> newestFirst(List<T> oldestFirst) {
		List<T> reversed = new ArrayList<>(oldestFirst);
		Collections.reverse(reversed);
		return reversed;
	}

	/**
	 * Value object for a change of the status, or of whether the check is late.
	 *
	 * @param time when it was published, by the wall clock; for display only
	 * @param status the status from then on
	 * @param late whether the check was late from then on
	 */
	public record StatusChange(Instant time, CheckStatus status, boolean late) {

	}

	/**
	 * Value object for what is kept of a run: not its details, which may be large.
	 *
	 * @param time when it ended, by the wall clock; for display only
	 * @param duration how long it took
	 * @param status what it found
	 */
	public record PastRun(Instant time, Duration duration, CheckStatus status) {

	}

}
