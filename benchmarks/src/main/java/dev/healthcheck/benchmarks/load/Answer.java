package dev.healthcheck.benchmarks.load;

/**
 * What became of one probe.
 *
 * @param dueNanos when it was due, since the first one
 * @param nanos how long after that the answer was complete, or the probe given up
 * @param status the HTTP status; 0 where there was no answer in time
 */
public record Answer(long dueNanos, long nanos, int status) {

	/**
	 * Return whether a load balancer would take it for healthy.
	 * @return whether it would
	 */
	public boolean isOk() {
		return this.status >= 200 && this.status < 400;
	}

	/**
	 * Return when it was due.
	 * @return seconds since the first one
	 */
	public double dueSeconds() {
		return this.dueNanos / 1e9;
	}

	/**
	 * Return how long it took.
	 * @return milliseconds
	 */
	public double millis() {
		return this.nanos / 1e6;
	}

}
