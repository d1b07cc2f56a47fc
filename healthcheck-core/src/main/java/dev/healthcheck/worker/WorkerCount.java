package dev.healthcheck.worker;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Value object for the count of a source.
 *
 * @param ready how many workers other than this process are ready
 * @param ignored how many candidates do not count, by reason
 * @param problem why counting failed, so that the number is 0 or the last known one;
 * {@code null} if it succeeded
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
		ignored = Map.copyOf(ignored);
	}

	/** Return a count of ready workers, with nothing ignored and no problem. */
	public static WorkerCount of(int ready) {
		return new WorkerCount(ready, Map.of(), null);
	}

}
