package dev.healthcheck.check;

import java.util.regex.Pattern;

/**
 * The rule for names of checks: a name is also a contributor's name, a path segment and a
 * tag.
 */
final class CheckName {

	private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-]{1,64}(/[A-Za-z0-9_-]{1,64})*");

	private CheckName() {
	}

	static String requireValid(String name) {
		if (!VALID.matcher(name).matches()) {
			throw new IllegalArgumentException("The name '" + Text.bounded(name, 80)
					+ "' of a check must be 1 to 64 of the characters A-Z a-z 0-9 _ -");
		}
		return name;
	}

}
