package dev.healthcheck.check;

/**
 * Strategy used to change the settings of single checks.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CheckOverrides {

	/**
	 * Return the settings that a check is run with.
	 * @param name the name of the check
	 * @param settings the settings that it is registered with
	 * @return the settings, changed or not
	 */
	CheckSettings apply(String name, CheckSettings settings);

	/**
	 * Change nothing.
	 * @return the strategy
	 */
	static CheckOverrides none() {
		return (name, settings) -> settings;
	}

}
