package dev.healthcheck.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Value object for the last changes and runs of a check, the oldest first. Keeps at most
 * {@value #KEPT} of each and drops the oldest.
 *
 * @param changes the changes of its status, or of whether it is late
 * @param runs the runs that ended in time
 */
public record CheckHistory(List<StatusChange> changes, List<PastRun> runs) {

	/** Maximum number of changes and of runs. */
	public static final int KEPT = 32;

	/** Nothing has happened yet. */
	public static final CheckHistory NONE = new CheckHistory(List.of(), List.of());

	public CheckHistory {
		changes = last(changes);
		runs = last(runs);
	}

	private static <T> List<T> last(List<T> all) {
		return List.copyOf(all.subList(Math.max(0, all.size() - KEPT), all.size()));
	}

	CheckHistory with(StatusChange change) {
		return new CheckHistory(and(this.changes, change), this.runs);
	}

	CheckHistory with(CheckRun run) {
		PastRun last = new PastRun(run.time(), run.duration(), run.result().status());
		return new CheckHistory(this.changes, and(this.runs, last));
	}

	private static <T> List<T> and(List<T> old, T added) {
		return Stream.concat(old.stream(), Stream.of(added)).toList();
	}

	/** Return when the status became the current one, or {@code null} if unknown. */
	public @Nullable Instant since() {
		for (int i = this.changes.size() - 1; i > 0; i--) {
			if (!this.changes.get(i).status().equals(this.changes.get(i - 1).status())) {
				return this.changes.get(i).time();
			}
		}
		// In a full history, changes of lateness may have displaced the change of status
		return (this.changes.isEmpty() || this.changes.size() == KEPT) ? null : this.changes.get(0).time();
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
	 * Value object for a past run without its details, which may be large.
	 *
	 * @param time when it ended, by the wall clock; for display only
	 * @param duration how long it took
	 * @param status what it found
	 */
	public record PastRun(Instant time, Duration duration, CheckStatus status) {

	}

}
