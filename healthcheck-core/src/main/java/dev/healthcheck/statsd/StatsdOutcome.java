package dev.healthcheck.statsd;

import java.util.Locale;

/**
 * Outcome of a line, or of a datagram that was not read.
 */
public enum StatsdOutcome {

	/** The line has set or changed a count. */
	COUNTED,

	/** The metric is not one of the configured gauges. */
	OTHER_METRIC,

	/**
	 * The line is not {@code name:value|g[|@rate][|#tags][|field]...} in UTF-8, with a
	 * rate above 0 and up to 1.
	 */
	MALFORMED,

	/** The value is not a whole number in ASCII digits. */
	INVALID_VALUE,

	/** The count would be below 0 or above {@link Integer#MAX_VALUE}. */
	OUT_OF_RANGE,

	/** The datagram is longer than 9,216 bytes. */
	TOO_LONG;

	// Such as out-of-range
	public String reason() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
