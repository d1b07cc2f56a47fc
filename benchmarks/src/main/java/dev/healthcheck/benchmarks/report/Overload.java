package dev.healthcheck.benchmarks.report;

import java.util.List;

/**
 * What happened to one arm over time behind a load balancer.
 *
 * @param arm what pictures call it
 * @param killed when a database was killed, in seconds; 0 for never
 * @param servers how many servers there were, at which second
 * @param good answers with 200 in each second
 * @param unavailable answers with 503 in each second
 */
public record Overload(String arm, double killed, List<Point> servers, List<Long> good, List<Long> unavailable) {

	/**
	 * Return how many were refused in all.
	 * @return how many
	 */
	long refused() {
		return this.unavailable.stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * A number at a time.
	 *
	 * @param seconds the time
	 * @param value the number
	 */
	public record Point(double seconds, int value) {

	}

}
