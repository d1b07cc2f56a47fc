package dev.healthcheck.maintenance;

import java.nio.file.Path;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Value object for whether this instance is in maintenance, and why.
 *
 * @param active whether it is in maintenance
 * @param reason the reason, at most 256 characters, or {@code null} if none is given
 * @param file the file that says so, or {@code null} if there is none
 * @param since when that file was last written, by the wall clock, for display only, or
 * {@code null} if there is none
 * @since 0.1.0
 */
public record MaintenanceState(boolean active, @Nullable String reason, @Nullable Path file, @Nullable Instant since) {

	static final MaintenanceState NONE = new MaintenanceState(false, null, null, null);

}
