package dev.healthcheck.spring.checks;

import java.util.Map;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.health.contributor.Health;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CheckHealthIndicator}.
 */
class CheckHealthIndicatorTests {

	@ParameterizedTest
	@CsvSource({ "down, DOWN", "outOfService, OUT_OF_SERVICE", "'', UNKNOWN", "warming-up, warming-up" })
	void whenTheIndicatorDecidesItsStatusIsShownAsItIsWritten(String written, String status) {
		CheckResult result = found(Health.status(written).build());
		assertThat(result.status()).hasToString(status);
		CheckVerdict verdict = new CheckVerdict(result.status(), false, null, null, result, null);
		assertThat(CheckHealthIndicator.status(verdict).getCode()).isEqualTo(written);
		assertThat(CheckHealthIndicator.health(verdict).getStatus().getCode()).isEqualTo(written);
	}

	@ParameterizedTest
	@CsvSource({ "down", "up" })
	void whenTheIndicatorDoesNotDecideTheStatusIsOurs(String written) {
		CheckResult result = found(Health.status(written).build());
		CheckVerdict verdict = new CheckVerdict(CheckStatus.DEGRADED, false, null, null, result, null);
		assertThat(CheckHealthIndicator.status(verdict).getCode()).isEqualTo("DEGRADED");
		assertThat(CheckHealthIndicator.health(verdict).getStatus().getCode()).isEqualTo("DEGRADED");
	}

	private static CheckResult found(Health health) {
		return new CheckResult(new CheckStatus(health.getStatus().getCode()), null, Map.of(), health);
	}

}
