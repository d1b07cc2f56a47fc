package dev.healthcheck.check;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CheckSettingsTests {

	@Test
	void defaultsAreThoseOfTheDesign() {
		CheckSettings defaults = CheckSettings.defaults();
		assertThat(defaults.successTtl()).isEqualTo(Duration.ofSeconds(27));
		assertThat(defaults.failureTtl()).isEqualTo(Duration.ofSeconds(9));
		assertThat(defaults.retryDelay()).isEqualTo(Duration.ofSeconds(1));
		assertThat(defaults.timeout()).isEqualTo(Duration.ofSeconds(10));
		assertThat(defaults.staleAfter()).isEqualTo(Duration.ofSeconds(60));
		assertThat(defaults.failureThreshold()).isEqualTo(2);
		assertThat(defaults.successThreshold()).isEqualTo(1);
		assertThat(defaults.onTimeout().status(CheckStatus.UP)).isEqualTo(CheckStatus.DEGRADED);
		assertThat(defaults.critical()).isTrue();
	}

	@Test
	void pollingKeepsItsPaceAndBelievesAtOnce() {
		Duration interval = Duration.ofMillis(250);
		OnTimeout keep = OnTimeout.keep();
		assertThat(CheckSettings.polling(interval, keep)).isEqualTo(new CheckSettings(interval, interval, interval,
				Duration.ofSeconds(1), Duration.ofSeconds(3), 1, 1, keep, true));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			# success, failure, retry, timeout, stale, fail, pass | message
			-1, 1, 1, 1, 1, 1, 1, 'successTtl' must not be negative
			1, -1, 1, 1, 1, 1, 1, 'failureTtl' must not be negative
			1, 1, -1, 1, 1, 1, 1, 'retryDelay' must not be negative
			1, 1, 1, -1, 1, 1, 1, 'timeout' must not be negative
			1, 1, 1, 0, 1, 1, 1, 'timeout' must be positive
			1, 1, 1, 1, -1, 1, 1, 'staleAfter' must not be negative
			1, 1, 1, 1, 1, 0, 1, 'failureThreshold' must be at least 1
			1, 1, 1, 1, 1, 1, 0, 'successThreshold' must be at least 1
			9223372036854775807, 1, 1, 1, 1, 1, 1, 'successTtl' must not be above 3650 days
			1, 315360001, 1, 1, 1, 1, 1, 'failureTtl' must not be above 3650 days
			1, 1, 315360001, 1, 1, 1, 1, 'retryDelay' must not be above 3650 days
			1, 1, 1, 315360001, 1, 1, 1, 'timeout' must not be above 3650 days
			1, 1, 1, 1, 9223372036854775807, 1, 1, 'staleAfter' must not be above 3650 days
			""", quoteCharacter = '"')
	void whenAValueIsWrongTheMessageNamesIt(long success, long failure, long retry, long timeout, long stale, int fail,
			int pass, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> of(success, failure, retry, timeout, stale, fail, pass))
			.withMessage(message);
	}

	@Test
	void whenAllDurationsButTheTimeoutAreZeroTheyAreAccepted() {
		assertThat(of(0, 0, 0, 1, 0, 1, 1).staleAfter()).isZero();
	}

	@Test
	void whenAllDurationsAreTheLongestNothingOverflows() {
		long longest = Duration.ofDays(3650).toSeconds();
		CheckState state = CheckState.registered(of(longest, longest, longest, longest, longest, 1, 1), false, 0)
			.after(new CheckRun(CheckResult.up(), 0, 0, Instant.EPOCH), 1.1);
		assertThat(state.at(0).isLate()).isFalse();
		assertThat(state.at(Long.MAX_VALUE).status()).isEqualTo(CheckStatus.DEGRADED);
	}

	private static CheckSettings of(long success, long failure, long retry, long timeout, long stale, int fail,
			int pass) {
		return new CheckSettings(Duration.ofSeconds(success), Duration.ofSeconds(failure), Duration.ofSeconds(retry),
				Duration.ofSeconds(timeout), Duration.ofSeconds(stale), fail, pass, OnTimeout.degraded(), true);
	}

}
