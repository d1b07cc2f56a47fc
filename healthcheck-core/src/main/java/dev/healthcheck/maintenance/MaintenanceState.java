package dev.healthcheck.maintenance;

import java.nio.file.Path;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Value object for whether this instance is in maintenance, and why. All times are of the
 * wall clock.
 *
 * @param active whether it is in maintenance
 * @param reason the reason, at most 256 characters, or {@code null} if none is given
 * @param file the file that says so, or said so until its end, or {@code null} if there
 * is none
 * @param since when that file was last written, for display only, or {@code null} if
 * there is none
 * @param until the end that the file sets, or {@code null} if it sets none that counts
 * @param by who has written the file, at most 256 characters, or {@code null} if it does
 * not say
 * @param problem why the end that the file sets does not count, or why the file cannot be
 * looked at and this is the last known state; {@code null} if there is no problem
 * @since 0.1.0
 */
public record MaintenanceState(boolean active, @Nullable String reason, @Nullable Path file, @Nullable Instant since,
		@Nullable Instant until, @Nullable String by, @Nullable String problem) {

	static final MaintenanceState NONE = new MaintenanceState(false, null, null, null, null, null, null);

	MaintenanceState at(Instant now) {
		return new MaintenanceState(this.until == null || now.isBefore(this.until), this.reason, this.file, this.since,
				this.until, this.by, this.problem);
	}

	MaintenanceState withProblem(String problem) {
		return new MaintenanceState(this.active, this.reason, this.file, this.since, this.until, this.by, problem);
	}

}
