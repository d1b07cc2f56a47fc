package dev.healthcheck.check;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CheckStatusTests {

	@ParameterizedTest
	@CsvSource({ "MAINTENANCE, true", "DOWN, true", "OUT_OF_SERVICE, true", "DEGRADED, false", "UP, false",
			"UNKNOWN, false", "WARMING_UP, false", "down, true", "out-of-service, true" })
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
		assertThat(new CheckStatus("X\u0085")).hasToString("X ");
	}

	@ParameterizedTest
	@CsvSource({ "down, DOWN", "Down, DOWN", "d-o-w-n, DOWN", "out-of-service, OUT_OF_SERVICE",
			"outOfService, OUT_OF_SERVICE", "'Out of service', OUT_OF_SERVICE", "Maintenance, MAINTENANCE",
			"degraded, DEGRADED", "'up\u0085', UP", "unknown, UNKNOWN" })
	void whenTheCodeIsAnotherSpellingOfOneOfOursItIsOurs(String code, String ours) {
		CheckStatus status = new CheckStatus(code);
		CheckStatus expected = CheckStatus.ORDER.stream().filter((one) -> one.code().equals(ours)).findFirst().get();
		assertThat(status).isEqualTo(expected).hasSameHashCodeAs(expected).hasToString(ours);
		assertThat(status.severity()).isEqualTo(expected.severity());
	}

	@ParameterizedTest
	@ValueSource(strings = { "warming-up", "Up2", "DOWNS", "\u0431\u0435\u0434\u0430" })
	void whenTheCodeIsNoneOfOursItStaysAsItIsWritten(String code) {
		assertThat(new CheckStatus(code)).hasToString(code);
		assertThat(new CheckStatus(code).severity()).isEqualTo(CheckStatus.UNKNOWN.severity());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t\n", "-_-" })
	void whenTheCodeSaysNothingItIsUnknown(String code) {
		assertThat(new CheckStatus(code)).isEqualTo(CheckStatus.UNKNOWN);
	}

}
