package dev.healthcheck.worker;

import java.io.IOException;

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
	 * @throws IOException if they cannot be counted; none is counted then
	 */
	WorkerCount count() throws IOException;

}
