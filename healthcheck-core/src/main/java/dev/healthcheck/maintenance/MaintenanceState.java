package dev.healthcheck.maintenance;

import java.nio.file.Path;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Value object for whether this instance is in maintenance, and why. Times are of the
 * wall clock; what is unknown or not set is {@code null}.
 *
 * @param active whether it is in maintenance
 * @param reason the reason, at most 256 characters
 * @param file the file that takes the instance out, or did so until its end
 * @param since when that file was last written, for display only
 * @param until the end that the file sets, unless it is ignored
 * @param by the author of the file, at most 256 characters
 * @param problem why the end is ignored, or why this is only the last known state
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
