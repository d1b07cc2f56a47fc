package dev.healthcheck.check;

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

}
