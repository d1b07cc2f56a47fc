package dev.healthcheck.sidecar;

/**
 * What counts the workers.
 */
enum WorkersFrom {

	/** What is said by StatsD. */
	STATSD,

	/** The files that workers leave. */
	FILES,

	/** Both, and the greater count is taken. */
	GREATEST;

	boolean readsFiles() {
		return this != STATSD;
	}

	boolean hearsStatsd() {
		return this != FILES;
	}

}
