package dev.healthcheck.benchmarks.report;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Value} and the ticks of {@link OverloadPictures}.
 */
class ValueTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "0|0", "0.016|0.02", "1.5|1.50", "12.34|12.3", "99.96|100.0", "123.4|123",
			"20500|20,500", "3|3" })
	void digitsAreThoseThatSaySomething(double number, String text) {
		assertThat(Value.digits(number)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource({ "3, 1", "10, 5", "120, 50", "7000, 2000", "60000, 20000" })
	void tickIsRound(double most, double tick) {
		assertThat(OverloadPictures.tick(most)).isEqualTo(tick);
	}

}
