package dev.healthcheck.spring.health;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Value object for the name of a contributor as people write it in a property: letter
 * case, and all that is neither letter nor digit, makes no difference.
 *
 * @param uniform the letters and digits in lower case
 * @since 0.1.0
 */
public record ContributorName(String uniform) {

	private static final int LONGEST = 64;

	/**
	 * Return a name as it is written.
	 * @param name the name, or the path of a composite's child
	 * @return the name
	 */
	public static ContributorName of(String name) {
		return new ContributorName(name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT));
	}

	/**
	 * Return a name that a check can have: contributors may be called by anything, as a
	 * bean that is imported is by the name of its class.
	 * @param path the path of a contributor
	 * @return the path with a dash for each character that is not valid, and no more than
	 * the last 64 of a segment
	 */
	static String checkName(String path) {
		return Arrays.stream(path.split("/", -1))
			.map((segment) -> segment.replaceAll("[^A-Za-z0-9_-]", "-"))
			.map((segment) -> segment.isEmpty() ? "-" : segment.substring(Math.max(0, segment.length() - LONGEST)))
			.collect(Collectors.joining("/"));
	}

}
