package dev.healthcheck.check;

import java.util.Set;

/**
 * Strategy used by the runner to pass on what changes. Called under locks of the runner:
 * returns at once.
 */
@FunctionalInterface
interface CheckChanges {

	// Returns whether the change was taken. Otherwise it is offered again later, together
	// with what has changed by then
	boolean offer(CheckChange change);

	// Replaces names that have not been passed on yet
	default void names(Set<String> names) {
	}

	// Retries what was taken and not passed on, and returns whether nothing is left
	default boolean flush() {
		return true;
	}

}
