package dev.healthcheck.check;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CheckStatusTests {

	@ParameterizedTest
	@CsvSource({ "MAINTENANCE, true", "DOWN, true", "OUT_OF_SERVICE, true", "DEGRADED, false", "UP, false",
			"UNKNOWN, false", "WARMING_UP, false", "down, false" })
	void onlyThreeCodesFail(String code, boolean failing) {
		assertThat(new CheckStatus(code).isFailing()).isEqualTo(failing);
		assertThat(CheckResult.of(new CheckStatus(code), null).isFailing()).isEqualTo(failing);
	}

	@Test
	void worseIsTheOneFurtherUpTheOrder() {
		List<CheckStatus> order = List.of(CheckStatus.MAINTENANCE, CheckStatus.DOWN, CheckStatus.OUT_OF_SERVICE,
				CheckStatus.DEGRADED, CheckStatus.UNKNOWN, CheckStatus.UP);
		for (int i = 0; i < order.size(); i++) {
			for (int j = 0; j < order.size(); j++) {
				assertThat(order.get(i).worse(order.get(j))).isEqualTo(order.get(Math.min(i, j)));
			}
		}
	}

	@Test
	void whenEquallyBadItKeepsItself() {
		CheckStatus custom = new CheckStatus("WARMING_UP");
		assertThat(custom.worse(CheckStatus.UNKNOWN)).isSameAs(custom);
	}

	@Test
	void whenTheCodeIsHostileItIsBoundedAndOnOneLine() {
		assertThat(new CheckStatus("A\r\nB".repeat(1000)).code()).hasSize(64).startsWith("A  BA").endsWith("\u2026");
		assertThat(new CheckStatus("UP\u0085")).hasToString("UP ");
	}

	@ParameterizedTest
	@CsvSource({ "''", "' '", "'\t\n'" })
	void whenTheCodeIsBlankItIsRefused(String code) {
		assertThatIllegalArgumentException().isThrownBy(() -> new CheckStatus(code))
			.withMessage("'code' must not be blank");
	}

}
