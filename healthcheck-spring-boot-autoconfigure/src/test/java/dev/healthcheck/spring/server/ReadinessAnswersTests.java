package dev.healthcheck.spring.server;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReadinessAnswers}.
 */
class ReadinessAnswersTests {

	@ParameterizedTest
	@CsvSource({ "0, 100", "0.25, 75", "0.5, 50", "0.899, 10", "1, 10" })
	void weightFollowsSaturationAndIsNeverNone(double saturation, int weight) {
		assertThat(ReadinessAnswers.weight(saturation)).isEqualTo(weight);
	}

}
