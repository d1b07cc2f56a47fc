package dev.healthcheck.spring.probes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link CheckSummary}.
 */
class CheckSummaryTests {

	private static final CheckVerdict UP = verdict("UP", null, CheckResult.up());

	private static final CheckVerdict PENDING = verdict("OUT_OF_SERVICE", null, null);

	@Test
	void checksThatAreNotUpAreNamed() {
		assertThat(summary(Map.of("db", UP, "disk", UP, "stock", verdict("DOWN", null, CheckResult.down("empty")),
				"search", PENDING, "mail", PENDING, "slow", verdict("DEGRADED", Duration.ZERO, null))))
			.isEqualTo("6 checks: 2 UP, 1 DEGRADED (slow), 1 DOWN (stock), 2 pending (mail, search)");
	}

	@Test
	void oneCheckIsSingular() {
		assertThat(summary(Map.of("db", UP))).isEqualTo("1 check: 1 UP");
	}

	@Test
	void noCheckIsCounted() {
		assertThat(summary(Map.of())).isEqualTo("0 checks: 0 UP");
	}

	@Test
	void tenNamesAreShown() {
		Map<String, CheckVerdict> verdicts = new TreeMap<>();
		List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k").forEach((name) -> verdicts.put(name, PENDING));
		assertThat(summary(verdicts)).isEqualTo("11 checks: 0 UP, 11 pending (a, b, c, d, e, f, g, h, i, j, …)");
	}

	private static String summary(Map<String, CheckVerdict> verdicts) {
		CheckRegistry checks = mock(CheckRegistry.class);
		given(checks.names()).willReturn(verdicts.keySet());
		given(checks.verdict(any())).willAnswer((call) -> verdicts.get(call.<String>getArgument(0)));
		return CheckSummary.of(checks);
	}

	private static CheckVerdict verdict(String status, @Nullable Duration lateFor, @Nullable CheckResult result) {
		return new CheckVerdict(new CheckStatus(status), true, lateFor, null, result, null);
	}

}
