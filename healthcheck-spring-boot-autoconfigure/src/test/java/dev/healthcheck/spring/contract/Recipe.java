package dev.healthcheck.spring.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file below {@code docs/load-balancers}, with ports and paths of this machine and
 * nothing else in the place of its own.
 *
 * @param text what stands in it
 */
record Recipe(String text) {

	private static final Path DIRECTORY = Path.of("../docs/load-balancers");

	static Recipe of(String name) throws IOException {
		return new Recipe(Files.readString(path(name), StandardCharsets.UTF_8));
	}

	static Path path(String name) throws IOException {
		return DIRECTORY.resolve(name).toRealPath();
	}

	/**
	 * Put one text in the place of another.
	 * @param text what the recipe must have
	 * @param replacement what comes into its place, wherever it stands
	 * @return the recipe with the replacement
	 */
	Recipe with(String text, Object replacement) {
		if (!this.text.contains(text)) {
			throw new IllegalArgumentException("'" + text + "' is not in the recipe");
		}
		return new Recipe(this.text.replace(text, replacement.toString()));
	}

}
