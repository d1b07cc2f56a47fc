package dev.healthcheck.benchmarks.report;

import java.util.List;
import java.util.Locale;

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
	 * Return the arm and what its clients had.
	 * @return such as {@code starter, /readyz: 0 × 503, 118 × 200/s}
	 */
	String label() {
		return this.arm + ": " + String.format(Locale.ROOT, "%,d × 503, ", sum(this.unavailable))
				+ Value.digits((double) sum(this.good) / Math.max(1, this.good.size())) + " × 200/s";
	}

	private static long sum(List<Long> counts) {
		return counts.stream().mapToLong(Long::longValue).sum();
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
