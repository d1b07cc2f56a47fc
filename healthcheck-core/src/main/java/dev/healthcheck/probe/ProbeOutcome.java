package dev.healthcheck.probe;

/**
 * What an answer amounts to, and what its HTTP status code can be configured for.
 *
 * @since 0.1.0
 */
public enum ProbeOutcome {

	/** Send traffic. */
	SUCCESS,

	/** Send none. */
	FAILURE,

	/** Send none, and that is meant to be so. */
	MAINTENANCE,

	/** Send nothing new: what is there may end before the application does. */
	DRAINING

}
