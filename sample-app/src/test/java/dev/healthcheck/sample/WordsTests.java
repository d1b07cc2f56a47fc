package dev.healthcheck.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that documents and main code are in plain English, without words that make a
 * sentence hard to read.
 */
class WordsTests {

	private static final Pattern WORDS = Pattern.compile(
			"""
					\\b(whoever|whosoever|askers?|nobody|amounts? to|hears|heard|(is|are) told|(is|are) said|as ever|at the most\
					|of theirs|not to be had|may be anyone's|stands(?! for)|besides|(?<!stand-)(?<!process )alone|(stop|begin)s? to \\w+)\\b""",
			Pattern.CASE_INSENSITIVE);

	@Test
	void documentsAreInPlainWords() throws IOException {
		assertThat(found(Documents.all())).isEmpty();
	}

	@Test
	void mainCodeIsInPlainWords() throws IOException {
		List<Path> sources = new ArrayList<>();
		for (String module : List.of("healthcheck-core", "healthcheck-spring-boot-autoconfigure", "healthcheck-sidecar",
				"sample-app")) {
			try (Stream<Path> files = Files.walk(Documents.ROOT.resolve(module).resolve("src/main"))) {
				files.filter((file) -> file.toString().matches(".*\\.(java|json|html|js|yml)")).forEach(sources::add);
			}
		}
		assertThat(found(sources)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Whoever asks", "StatsD is heard", "by this alone", "stops to accept", "it stands" })
	void wordIsFound(String text) {
		assertThat(WORDS.matcher(text).find()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a stand-alone Tomcat", "a dash stands for it", "stops accepting", "told" })
	void wordIsNotFound(String text) {
		assertThat(WORDS.matcher(text).find()).isFalse();
	}

	private static List<String> found(List<Path> files) throws IOException {
		List<String> found = new ArrayList<>();
		for (Path file : files) {
			String text = Files.readString(file);
			WORDS.matcher(text)
				.results()
				.forEach((word) -> found
					.add(Documents.name(file) + ":" + Documents.line(text, word.start()) + ": " + word.group()));
		}
		return found;
	}

}
