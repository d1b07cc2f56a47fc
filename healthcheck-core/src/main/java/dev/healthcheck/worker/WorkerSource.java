package dev.healthcheck.worker;

import java.io.IOException;
import java.util.List;

/**
 * Strategy used to count ready workers other than this process. Called on the workers'
 * thread only, one call at a time; it may be slow.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface WorkerSource {

	/**
	 * Count the workers that are ready now, without this process.
	 * @return the count
	 * @throws IOException if they cannot be counted; the last count is kept then, and is
	 * 0 if there never was one
	 */
	WorkerCount count() throws IOException;

	/**
	 * Return a source that takes the greatest count of several that see the same workers.
	 * The last count of a source that fails is kept, and its failure is the problem.
	 * @param sources the sources
	 * @return the source
	 */
	static WorkerSource greatest(List<WorkerSource> sources) {
		List<LastKnownWorkers> known = LastKnownWorkers.of(sources);
		return () -> WorkerCounts.by(known).greatest();
	}

}
