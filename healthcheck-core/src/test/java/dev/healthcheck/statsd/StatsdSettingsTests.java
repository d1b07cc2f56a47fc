package dev.healthcheck.statsd;

import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link StatsdSettings}.
 */
class StatsdSettingsTests {

	private static StatsdSettings settings(Duration expiry, String gauge) {
		return new StatsdSettings("localhost", 8125, Set.of(gauge), expiry);
	}

	@Test
	void defaultsAreThoseOfTheSenders() {
		StatsdSettings settings = new StatsdSettings("localhost", 8125, StatsdSettings.DEFAULT_GAUGES, null);
		assertThat(settings.port()).isEqualTo(8125);
		assertThat(settings.gauges()).containsExactly("workers", "gunicorn.workers");
		assertThat(settings.expiry()).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 65536 })
	void createWhenPortIsWrongThrows(int port) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new StatsdSettings("localhost", port, StatsdSettings.DEFAULT_GAUGES, null))
			.withMessage("'port' must be from 0 to 65535, but is " + port);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 65535 })
	void portMayBeOfEitherEnd(int port) {
		assertThat(new StatsdSettings("localhost", port, StatsdSettings.DEFAULT_GAUGES, null).port()).isEqualTo(port);
	}

	@Test
	void expiryMayBeTenYears() {
		assertThat(settings(Duration.ofDays(3650), "workers").expiry()).isEqualTo(Duration.ofDays(3650));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a:b", "a|b", "a\n", "é", "a\u0000", "\u007f" })
	void createWhenGaugeCannotBeOneThrows(String gauge) {
		assertThatIllegalArgumentException().isThrownBy(() -> settings(Duration.ofSeconds(1), gauge))
			.withMessageStartingWith("'gauges' contains '" + gauge + "'");
	}

	@Test
	void createWhenThereIsNoGaugeThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> new StatsdSettings("localhost", 1, Set.of(), null))
			.withMessage("'gauges' must not be empty");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S", "P3651D" })
	void createWhenExpiryIsWrongThrows(Duration expiry) {
		assertThatIllegalArgumentException().isThrownBy(() -> settings(expiry, "workers"))
			.withMessageStartingWith("'expiry' must be positive");
	}

	@ParameterizedTest
	@ValueSource(strings = { "gunicorn.workers", "my.app.gunicorn.workers" })
	void expiresGunicornWhenItsGaugeExpires(String gauge) {
		assertThat(settings(Duration.ofSeconds(1), gauge).expiresGunicorn()).isTrue();
		assertThat(new StatsdSettings("localhost", 1, Set.of(gauge), null).expiresGunicorn()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "workers", "notgunicorn.workers", "gunicorn.workers.mine" })
	void expiresGunicornWhenGaugeIsAnotherIsFalse(String gauge) {
		assertThat(settings(Duration.ofSeconds(1), gauge).expiresGunicorn()).isFalse();
	}

}
