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

	/** The metric has the name of a gauge, and another type. */
	OTHER_TYPE,

	/** There is nothing in the line. */
	EMPTY,

	/** The line is not {@code name:value|type[|@rate][|#tags][|field]...}. */
	MALFORMED,

	/** The sample rate is no decimal above 0 and up to 1. */
	BAD_RATE,

	/** The value is no decimal in ASCII digits. */
	NOT_A_NUMBER,

	/** The value has a fraction, and there is no half worker. */
	NOT_WHOLE,

	/** The change would make less than nothing of the source's count. */
	NEGATIVE,

	/** The count would be above {@link Integer#MAX_VALUE}. */
	OVERFLOW,

	/** The line is not in UTF-8. */
	NOT_UTF8,

	/** The datagram is longer than is read. */
	TOO_LONG,

	/** The datagram comes from an address that is not allowed. */
	NOT_ALLOWED;

	/**
	 * Return the outcome as it is shown, such as {@code not-a-number}.
	 * @return the name in lower case, with dashes
	 */
	public String reason() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
