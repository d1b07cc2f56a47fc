package dev.healthcheck.worker;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Strategy used to count ready workers other than this process. Called only on the thread
 * of the check {@code workers}; it may be slow.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface WorkerSource {

	/**
	 * Count the workers that are ready now, without this process.
	 * @return the count
	 * @throws IOException if they cannot be counted; the last count is kept, or 0 if
	 * there is none
	 */
	WorkerCount count() throws IOException;

	/**
	 * Return a source that takes the greatest count of several that see the same workers.
	 * If a source fails, its last count is kept and its failure is the problem.
	 * @param sources the sources
	 * @return the source
	 */
	static WorkerSource greatest(List<WorkerSource> sources) {
		Supplier<WorkerCounts> counts = WorkerCounts.of(sources);
		return () -> counts.get().greatest();
	}

}
