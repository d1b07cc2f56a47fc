package dev.healthcheck.check;

import java.time.Instant;

/**
 * Value object for a change in what was published about a check.
 *
 * @param time when it was told, by the wall clock; for display only
 * @param status the status from then on
 * @param late whether the check was late from then on
 * @since 0.1.0
 */
public record StatusChange(Instant time, CheckStatus status, boolean late) {

}
