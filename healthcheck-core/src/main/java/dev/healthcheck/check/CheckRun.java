package dev.healthcheck.check;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Value object for one run that ended in time.
 *
 * @param result the result
 * @param startedAt when a thread started it, in nanoseconds of the ticker
 * @param endedAt when it ended, in nanoseconds of the ticker
 * @param time when it ended, by the wall clock; for display only
 * @since 0.1.0
 */
public record CheckRun(CheckResult result, long startedAt, long endedAt, Instant time) {

	/** Return how long the run took. */
	public Duration duration() {
		return Duration.ofNanos(this.endedAt - this.startedAt);
	}

	CheckRun current(UnaryOperator<@Nullable CheckResult> current) {
		CheckResult result = current.apply(this.result);
		return (result == null || result.equals(this.result)) ? this
				: new CheckRun(result, this.startedAt, this.endedAt, this.time);
	}

}
