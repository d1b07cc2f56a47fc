package dev.healthcheck.check;

import java.util.Set;

/**
 * Callback for changes of checks. Called on one thread, in the order of the changes of
 * each check. A listener that throws or is slow holds up neither checks nor readers; a
 * slow one delays later calls of listeners.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CheckListener {

	/**
	 * Called once for each change.
	 * @param change the change
	 */
	void onChange(CheckChange change);

	/**
	 * Called when the checks are started, and after registrations and removals since.
	 * @param names the names of all checks, in the order of their registration
	 */
	default void onNames(Set<String> names) {
	}

}
