package dev.healthcheck.worker;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Value object for what a source has counted.
 *
 * @param ready how many workers other than this process are ready
 * @param ignored how many candidates do not count, by reason
 * @param problem why counting was not possible, and the number is none or the last known
 * one; {@code null} if it was
 * @since 0.1.0
 */
public record WorkerCount(int ready, Map<String, Integer> ignored, @Nullable String problem) {

	/**
	 * Create a count.
	 * @throws IllegalArgumentException if the number of ready workers is negative
	 */
	public WorkerCount {
		if (ready < 0) {
			throw new IllegalArgumentException("'ready' must not be negative");
		}
		ignored = Collections.unmodifiableMap(new TreeMap<>(ignored));
	}

	/**
	 * Return a count of ready workers, with nothing ignored and no problem.
	 * @param ready how many workers other than this process are ready
	 * @return the count
	 */
	public static WorkerCount of(int ready) {
		return new WorkerCount(ready, Map.of(), null);
	}

}
