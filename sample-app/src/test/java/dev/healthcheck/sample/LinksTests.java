package dev.healthcheck.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the form of the documents: their links lead somewhere, their lines are short,
 * and the README is.
 */
class LinksTests {

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]*)\\)");

	private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

	private static final int WIDTH = 120;

	@Test
	void linksLeadSomewhere() throws IOException {
		List<String> broken = new ArrayList<>();
		for (Path document : Documents.all()) {
			for (MatchResult link : LINK.matcher(Files.readString(document)).results().toList()) {
				String[] target = link.group(1).split("#", 2);
				if (!target[0].contains(":") && !exists(document, target)) {
					broken.add(Documents.name(document) + ": " + link.group(1));
				}
			}
		}
		assertThat(broken).isEmpty();
	}

	@Test
	void everyPageIsInTheIndex() throws IOException {
		String index = Files.readString(Documents.ROOT.resolve("docs/README.md"));
		assertThat(Documents.all()).filteredOn((file) -> file.getParent().endsWith("docs"))
			.map((file) -> String.valueOf(file.getFileName()))
			.filteredOn((name) -> !name.equals("README.md"))
			.allSatisfy((name) -> assertThat(index).contains("(" + name));
	}

	@Test
	void linesAreShort() throws IOException {
		List<String> wide = new ArrayList<>();
		for (Path document : Documents.all()) {
			List<String> lines = Files.readAllLines(document);
			for (int line = 0; line < lines.size(); line++) {
				if (lines.get(line).length() > WIDTH && !lines.get(line).matches("[|$].*|.*https?://\\S{60}.*")) {
					wide.add(Documents.name(document) + ":" + (line + 1));
				}
			}
		}
		assertThat(wide).isEmpty();
	}

	@Test
	void readmeIsShort() throws IOException {
		assertThat(Files.readAllLines(Documents.ROOT.resolve("README.md"))).hasSizeLessThan(200)
			.allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(WIDTH));
	}

	private static boolean exists(Path document, String[] target) throws IOException {
		Path file = target[0].isEmpty() ? document : document.resolveSibling(target[0]).normalize();
		return Files.exists(file) && (target.length == 1 || !file.toString().endsWith(".md")
				|| anchors(Files.readString(file)).contains(target[1]));
	}

	// As GitHub makes them
	private static List<String> anchors(String text) {
		return HEADING.matcher(text)
			.results()
			.map((heading) -> heading.group(1)
				.replaceAll("\\[([^]]*)\\]\\([^)]*\\)", "$1")
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-'))
			.toList();
	}

}
