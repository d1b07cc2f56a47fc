package dev.healthcheck.benchmarks.load;

import java.util.Collection;
import java.util.List;

/**
 * The figure in the middle.
 */
public final class Median {

	private Median() {
	}

	/**
	 * Return it.
	 * @param values figures, at least one
	 * @return the one in the middle, or the mean of both that are
	 * @throws IllegalArgumentException when there are none
	 */
	public static double of(Collection<Double> values) {
		if (values.isEmpty()) {
			throw new IllegalArgumentException("'values' must not be empty");
		}
		List<Double> sorted = values.stream().sorted().toList();
		return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
	}

}
