package dev.healthcheck.spring.checks;

import java.util.List;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HealthReport}.
 */
class HealthReportTests {

	private final HealthReport report = new HealthReport();

	@Test
	void allReportsCountButOnlyTheFirstHundredAreShown() {
		for (int i = 0; i < 1000; i++) {
			this.report.ok("part-" + i);
		}
		this.report.error("last", null);
		CheckResult result = this.report.result();
		assertThat(result.status()).isEqualTo(CheckStatus.DOWN);
		assertThat(result.message()).isEqualTo("1 of 1001 failed, the first last: ERROR");
		assertThat((List<?>) result.details().get("reports")).hasSize(100);
	}

	@Test
	void hostileTextIsBounded() {
		this.report.report("a\u0000\n\"\ud83d", "x".repeat(1_000_000), "\ud83d\ude00".repeat(500_000));
		CheckResult result = this.report.result();
		assertThat(result.message()).hasSizeLessThanOrEqualTo(512)
			.startsWith("1 of 1 failed, the first a  \"\ufffd: x");
		assertThat(result.details().toString()).hasSizeLessThan(2000).contains("name=a  \"\ufffd");
	}

}
