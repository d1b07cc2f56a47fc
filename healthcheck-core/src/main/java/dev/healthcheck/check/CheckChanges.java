package dev.healthcheck.check;

import java.util.Set;

/**
 * Strategy used by the runner to pass on what changes. Called under locks of the runner:
 * returns at once.
 */
@FunctionalInterface
interface CheckChanges {

	/**
	 * Pass on a change.
	 * @param change the change
	 * @return whether it was taken; otherwise it is offered again later, together with
	 * what has changed by then
	 */
	boolean offer(CheckChange change);

	/**
	 * Pass on the names of all checks. Replaces names that have not been passed on yet.
	 * @param names the names
	 */
	default void names(Set<String> names) {
	}

	/**
	 * Go on with what was taken and could not be passed on.
	 * @return whether there is nothing left
	 */
	default boolean flush() {
		return true;
	}

}
