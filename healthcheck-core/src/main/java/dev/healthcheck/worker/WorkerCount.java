package dev.healthcheck.worker;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import dev.healthcheck.check.CheckResult;
import org.jspecify.annotations.Nullable;

/**
 * Value object for what a source has counted.
 *
 * @param ready how many workers other than this process are ready
 * @param ignored how many candidates do not count, by reason
 * @param problem why counting was not possible, or {@code null} if it was
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

	/**
	 * Have a source count. One that fails must not hide what others count: why it did is
	 * the problem then.
	 * @param source the source
	 * @return what it counts, or none and the problem
	 */
	static WorkerCount by(WorkerSource source) {
		try {
			return source.count();
		}
		catch (Throwable ex) {
			String problem = CheckResult.failed(ex).message();
			return new WorkerCount(0, Map.of(), (problem != null) ? problem : "failed");
		}
	}

}
