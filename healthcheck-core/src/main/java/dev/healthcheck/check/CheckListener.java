package dev.healthcheck.check;

import java.util.Set;

/**
 * Callback for changes in what is published about a check. Called on one thread, in the
 * order of the changes of each check; a listener that throws or is slow holds up neither
 * checks nor readers, only the listeners after it.
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
	 * Called when the checks that run are others than before: once they are started, and
	 * after each that was registered or removed since.
	 * @param names the names of all checks, in the order of their registration
	 */
	default void onNames(Set<String> names) {
	}

}
