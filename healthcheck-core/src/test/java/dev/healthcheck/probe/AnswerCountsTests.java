package dev.healthcheck.probe;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AnswerCounts}.
 */
class AnswerCountsTests {

	@Test
	void codesAreCountedByTheirClassAndNoOthers() {
		AnswerCounts counts = new AnswerCounts();
		for (int code : new int[] { -1, 0, 99, 100, 200, 299, 404, 503, 599, 600, 999 }) {
			counts.add(code);
		}
		assertThat(AnswerCounts.CLASSES.stream().map(counts::count)).containsExactly(1L, 2L, 0L, 1L, 2L);
	}

}
