package dev.healthcheck.benchmarks.load;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of all probes of an arm. A failed one counts as slower than any that was
 * answered: percentiles are of all that were due.
 *
 * @param all the answers, in the order in which they were due
 */
public record Answers(List<Answer> all) {

	public Answers {
		all = all.stream().sorted(Comparator.comparingLong(Answer::dueNanos)).toList();
	}

	/**
	 * Return how long a share of the probes took at most (nearest rank).
	 * @param percent the share, above 0 and up to 100
	 * @return milliseconds; empty where a failed probe has that rank, or there is none
	 */
	public OptionalDouble millis(double percent) {
		int rank = (int) Math.ceil(percent / 100 * this.all.size());
		double[] sorted = okMillis();
		return (rank == 0 || rank > sorted.length) ? OptionalDouble.empty() : OptionalDouble.of(sorted[rank - 1]);
	}

	/**
	 * Return how long those took that were answered well.
	 * @return milliseconds, in ascending order
	 */
	public double[] okMillis() {
		double[] millis = this.all.stream().filter(Answer::isOk).mapToDouble(Answer::millis).toArray();
		Arrays.sort(millis);
		return millis;
	}

	/**
	 * Return how many there were.
	 * @return how many
	 */
	public int size() {
		return this.all.size();
	}

	/**
	 * Return how many were not answered in time, or not well.
	 * @return how many
	 */
	public long failed() {
		return this.all.stream().filter((answer) -> !answer.isOk()).count();
	}

	/**
	 * Return how many had which answer.
	 * @return such as {@code 990 × 200, 10 × none}
	 */
	public String statuses() {
		Map<Integer, Long> counts = this.all.stream()
			.collect(Collectors.groupingBy(Answer::status, TreeMap::new, Collectors.counting()));
		return counts.entrySet()
			.stream()
			.map((count) -> count.getValue() + " × " + ((count.getKey() != 0) ? count.getKey() : "none"))
			.collect(Collectors.joining(", "));
	}

}
