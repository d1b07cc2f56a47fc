package dev.healthcheck.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the colours of the page: WCAG 2.2 level AA wants 4.5 to 1 for text, and 3 to
 * 1 for shapes and the mark of the focus.
 */
class ContrastTests {

	private static final String[] STATUSES = { "up", "degraded", "down", "out", "maintenance", "unknown" };

	static Stream<Arguments> texts() {
		return Stream.of(colours(false), colours(true)).flatMap(ContrastTests::texts);
	}

	private static Stream<Arguments> texts(Map<String, String> colours) {
		Stream.Builder<Arguments> pairs = Stream.builder();
		for (String text : new String[] { "text", "muted" }) {
			pairs.add(pair(colours, text, "ground")).add(pair(colours, text, "surface"));
			for (String status : STATUSES) {
				// In the verdict, the banner of maintenance, and rows of checks
				pairs.add(pair(colours, text, status + "-tint"));
			}
		}
		for (String status : STATUSES) {
			pairs.add(pair(colours, status, "surface")).add(pair(colours, status, status + "-tint"));
		}
		return pairs.build();
	}

	private static Arguments pair(Map<String, String> colours, String text, String behind) {
		return Arguments.of(text, behind, Objects.requireNonNull(colours.get(text), text),
				Objects.requireNonNull(colours.get(behind), behind));
	}

	@ParameterizedTest(name = "{0} {2} on {1} {3}")
	@MethodSource("texts")
	void textCanBeReadOnWhatIsBehindIt(String text, String behind, String colour, String colourBehind) {
		assertThat(ratio(colour, colourBehind)).isGreaterThanOrEqualTo(4.5);
	}

	@Test
	void focusAndTheNoticeCanBeSeen() {
		for (boolean dark : new boolean[] { false, true }) {
			Map<String, String> colours = colours(dark);
			for (String behind : new String[] { "ground", "surface", "down-tint", "out-tint", "maintenance-tint" }) {
				assertThat(ratio(get(colours, "focus"), get(colours, behind))).as(behind).isGreaterThanOrEqualTo(3);
			}
			for (String row : STATUSES) {
				assertThat(ratio(get(colours, "unknown"), get(colours, row + "-tint"))).as(row)
					.isGreaterThanOrEqualTo(3);
			}
		}
		assertThat(ratio("#ffffff", "#7a1212")).isGreaterThanOrEqualTo(4.5);
	}

	@Test
	void blackOnWhiteIsTwentyOneToOne() {
		assertThat(ratio("#000000", "#ffffff")).isEqualTo(21);
	}

	private static String get(Map<String, String> colours, String name) {
		return Objects.requireNonNull(colours.get(name), name);
	}

	/** Return the colours by their names; dark ones are those that replace light ones. */
	private static Map<String, String> colours(boolean dark) {
		String style = Pages.resource("status.css");
		int split = style.indexOf("prefers-color-scheme: dark");
		assertThat(split).isPositive();
		Map<String, String> colours = new LinkedHashMap<>();
		Matcher colour = Pattern.compile("--([a-z-]+): (#[0-9a-f]{6});")
			.matcher(dark ? style.substring(split) : style.substring(0, split));
		while (colour.find()) {
			colours.put(colour.group(1), colour.group(2));
		}
		return colours;
	}

	// As WCAG defines it
	private static double ratio(String one, String other) {
		double first = luminance(one);
		double second = luminance(other);
		return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
	}

	private static double luminance(String colour) {
		return 0.2126 * linear(colour, 1) + 0.7152 * linear(colour, 3) + 0.0722 * linear(colour, 5);
	}

	private static double linear(String colour, int at) {
		double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
		return (value <= 0.04045) ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
	}

}
