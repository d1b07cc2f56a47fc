package dev.healthcheck.sidecar;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DurationConverter}.
 */
class DurationConverterTests {

	@ParameterizedTest
	@CsvSource({ "500ms, PT0.5S", "3s, PT3S", "3, PT3S", "2m, PT2M", "1h, PT1H", "0s, PT0S" })
	void durationIsRead(String text, Duration duration) {
		assertThat(new DurationConverter().convert(text)).isEqualTo(duration);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "s", "-1s", "1.5s", "1d", "1 s", "\u0661s", "9999999999s" })
	void whatIsNoDurationIsRefused(String text) {
		assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> new DurationConverter().convert(text))
			.withMessageContaining("is not a duration");
	}

}
