package dev.healthcheck.check;

import java.util.Set;

/**
 * Strategy used by the runner to publish changes. Called under locks of the runner:
 * returns at once.
 */
@FunctionalInterface
interface CheckChanges {

	// Returns whether the change was accepted. Otherwise a later one will include it
	boolean offer(CheckChange change);

	// Replaces names that have not been delivered yet
	default void names(Set<String> names) {
	}

	// Retries the delivery, and returns whether nothing is left to deliver
	default boolean flush() {
		return true;
	}

	// What is left to deliver is delivered before
	default void endIdleThread() {
	}

}
