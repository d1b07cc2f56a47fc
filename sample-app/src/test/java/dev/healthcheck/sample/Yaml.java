package dev.healthcheck.sample;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * YAML of this repository, in which no key stands twice.
 */
final class Yaml {

	private Yaml() {
	}

	/**
	 * Read a file.
	 * @param file its path from the root of the repository
	 * @return its documents, as maps, lists and values
	 */
	static List<Object> documents(String file) throws IOException {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		try (Reader reader = Files.newBufferedReader(Path.of("..").resolve(file))) {
			List<Object> documents = new ArrayList<>();
			new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).loadAll(reader).forEach(documents::add);
			return documents;
		}
	}

}
