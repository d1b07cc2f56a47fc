package dev.healthcheck.check;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Value object for the published verdict of a check at one moment.
 *
 * @param status the status that counts
 * @param starting whether the check was registered before the application became ready,
 * and its first run has not ended
 * @param lateFor for how long the check has been late, or {@code null} if it is not
 * @param lateReason why its last run did not count, or {@code null} if the check is not
 * late or the reason is unknown
 * @param result the result that led to the status, or {@code null} if no run has ended in
 * time yet
 * @param lastRun the last run that ended in time, or {@code null} if there is none; its
 * result differs from {@code result} while a change is being confirmed
 * @since 0.1.0
 */
public record CheckVerdict(CheckStatus status, boolean starting, @Nullable Duration lateFor,
		@Nullable String lateReason, @Nullable CheckResult result, @Nullable CheckRun lastRun) {

	/** Return whether the check is late: it has no result although one was due. */
	public boolean isLate() {
		return this.lateFor != null;
	}

}
