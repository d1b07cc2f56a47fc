package dev.healthcheck.spring.properties;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Spellings of a name, as a file and an environment variable have them: letter case, and
 * every character that is neither letter nor digit, makes no difference.
 */
public final class Spelling {

	private Spelling() {
	}

	// Returns what all spellings of a name have in common
	public static String uniform(String name) {
		return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
	}

	// Spring Boot binds all spellings of a key to equal values, each under its own name.
	// The last is that of the source with the lowest precedence: a file, not a variable
	static <T> Map<String, T> merged(Map<String, T> bound) {
		Map<String, T> merged = new LinkedHashMap<>();
		bound.forEach((name, value) -> {
			merged.entrySet()
				.removeIf((other) -> uniform(other.getKey()).equals(uniform(name)) && other.getValue().equals(value));
			merged.put(name, value);
		});
		return merged;
	}

}
