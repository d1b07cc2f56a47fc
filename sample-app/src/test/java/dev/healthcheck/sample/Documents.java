package dev.healthcheck.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The documents of the project, and the blocks of code in them.
 */
final class Documents {

	static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private Documents() {
	}

	static List<Path> all() throws IOException {
		List<Path> documents = new ArrayList<>();
		try (Stream<Path> top = Files.list(ROOT); Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
			Stream.concat(top, docs).filter((file) -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
		}
		return documents;
	}

	static List<Block> blocks(String language) throws IOException {
		List<Block> blocks = new ArrayList<>();
		for (Path document : all()) {
			String text = Files.readString(document);
			BLOCK.matcher(text)
				.results()
				.filter((block) -> block.group(1).equals(language))
				.forEach((block) -> blocks
					.add(new Block(name(document) + ":" + line(text, block.start()), block.group(2))));
		}
		return blocks;
	}

	static String name(Path file) {
		return ROOT.relativize(file).toString();
	}

	static long line(String text, int index) {
		return text.substring(0, index).lines().count() + 1;
	}

	record Block(String where, String text) {

		@Override
		public String toString() {
			return this.where;
		}

	}

}
