package dev.healthcheck.page;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PageText}.
 */
class PageTextTests {

	@ParameterizedTest
	@CsvSource({ "-PT5S, 0 s", "PT0S, 0 s", "PT59.9S, 59 s", "PT1M, 1 min", "PT1M15S, 1 min 15 s", "PT10M15S, 10 min",
			"PT59M59S, 59 min", "PT1H, 1 h", "PT2H5M, 2 h 5 min", "PT24H, 1 d", "PT100H, 4 d 4 h" })
	void ageHasItsTwoGreatestUnits(Duration age, String text) {
		assertThat(PageText.age(age)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, 0.0 ms", "PT0.000412S, 0.4 ms", "PT0.0099S, 9.9 ms", "PT0.012S, 12 ms", "PT0.999S, 999 ms",
			"PT1.25S, 1.3 s", "PT90S, 1 min 30 s" })
	void durationIsAsPreciseAsItMatters(Duration duration, String text) {
		assertThat(PageText.took(duration)).isEqualTo(text);
	}

	@Test
	void textThatIsCutEndsWithAnEllipsisAndSplitsNoCharacter() {
		String text = "x".repeat(511) + "\ud83d\ude00" + "y";
		assertThat(PageText.visible(text)).isEqualTo("x".repeat(511) + "\ud83d\ude00\u2026");
		assertThat(PageText.visible("x".repeat(512))).hasSize(512);
	}

}
