package dev.healthcheck.probe;

/**
 * Outcome of a probe, which decides the HTTP status code.
 *
 * @since 0.1.0
 */
public enum ProbeOutcome {

	/** Send traffic. */
	SUCCESS,

	/** Send no traffic. */
	FAILURE,

	/** Send no traffic, as planned. */
	MAINTENANCE,

	/** Send no new traffic: running requests may end before the application does. */
	DRAINING

}
