package dev.healthcheck.statsd;

import java.util.Locale;

/**
 * What has become of a line, or of a whole datagram that was not read.
 *
 * @since 0.1.0
 */
public enum StatsdOutcome {

	/** The line has set or changed a count. */
	COUNTED,

	/** The metric is none of the gauges that are counted. */
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

	/**
	 * Return the outcome as it is shown, such as {@code out-of-range}.
	 * @return the name in lower case, with dashes
	 */
	public String reason() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
