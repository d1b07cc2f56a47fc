package dev.healthcheck.check;

import java.time.Duration;
import java.time.Instant;

/**
 * Value object for what is remembered of a run: not its details, which may be large.
 *
 * @param time when it ended, by the wall clock; for display only
 * @param duration how long it took
 * @param status what it found
 * @since 0.1.0
 */
public record PastRun(Instant time, Duration duration, CheckStatus status) {

	static PastRun of(CheckRun run) {
		return new PastRun(run.time(), run.duration(), run.result().status());
	}

}
