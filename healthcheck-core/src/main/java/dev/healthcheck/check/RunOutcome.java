package dev.healthcheck.check;

import java.util.Locale;

/**
 * What has become of a run.
 *
 * @since 0.1.0
 */
public enum RunOutcome {

	/** It ended within the timeout, with a status that passes. */
	PASS,

	/** It ended within the timeout, with a status that fails. */
	FAIL,

	/** It ended after the timeout, and its result was discarded. */
	TIMEOUT,

	/** It ended within the timeout, and could not tell, as where a pool is saturated. */
	INCONCLUSIVE;

	/**
	 * Return the outcome as it is shown.
	 * @return the name in lower case
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

}
