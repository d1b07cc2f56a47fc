package dev.healthcheck.spring.checks;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.health.contributor.Health;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HealthMapper}.
 */
class HealthMapperTests {

	@ParameterizedTest
	@CsvSource({ "down, DOWN", "outOfService, OUT_OF_SERVICE", "'', UNKNOWN", "warming-up, warming-up" })
	void whenTheIndicatorDecidesItsStatusIsShownAsItIsWritten(String written, String status) {
		CheckResult result = HealthMapper.keeping(Health.status(written).build());
		assertThat(result.status()).hasToString(status);
		CheckVerdict verdict = new CheckVerdict(result.status(), false, null, null, result, null);
		assertThat(HealthMapper.status(verdict).getCode()).isEqualTo(written);
		assertThat(HealthMapper.health(verdict).getStatus().getCode()).isEqualTo(written);
	}

	@ParameterizedTest
	@CsvSource({ "down", "up" })
	void whenTheIndicatorDoesNotDecideTheStatusIsOurs(String written) {
		CheckResult result = HealthMapper.keeping(Health.status(written).build());
		CheckVerdict verdict = new CheckVerdict(CheckStatus.DEGRADED, false, null, null, result, null);
		assertThat(HealthMapper.status(verdict).getCode()).isEqualTo("DEGRADED");
		assertThat(HealthMapper.health(verdict).getStatus().getCode()).isEqualTo("DEGRADED");
	}

}
