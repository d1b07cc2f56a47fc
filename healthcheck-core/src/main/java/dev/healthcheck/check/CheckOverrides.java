package dev.healthcheck.check;

/**
 * Strategy used to change the settings of single checks.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CheckOverrides {

	/**
	 * Return the settings to use for a check.
	 * @param name the name of the check
	 * @param settings the settings that it is registered with
	 * @return the settings, changed or not
	 */
	CheckSettings apply(String name, CheckSettings settings);

}
