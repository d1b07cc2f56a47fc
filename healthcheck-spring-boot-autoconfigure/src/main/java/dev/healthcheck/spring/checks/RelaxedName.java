package dev.healthcheck.spring.checks;

import java.util.Locale;

/**
 * Value object for a name as people write it in a property: letter case, and all that is
 * neither letter nor digit, makes no difference.
 *
 * @param uniform the letters and digits in lower case
 * @since 0.1.0
 */
record RelaxedName(String uniform) {

	/**
	 * Return a name as it is written.
	 * @param name the name
	 * @return the name
	 */
	public static RelaxedName of(String name) {
		return new RelaxedName(name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT));
	}

}
