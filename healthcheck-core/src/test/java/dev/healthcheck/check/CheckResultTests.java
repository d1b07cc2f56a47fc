package dev.healthcheck.check;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CheckResultTests {

	@Test
	void factoriesSetStatusAndMessage() {
		assertThat(CheckResult.up()).isEqualTo(new CheckResult(CheckStatus.UP, null, Map.of()));
		assertThat(CheckResult.up("fine")).isEqualTo(CheckResult.of(CheckStatus.UP, "fine"));
		assertThat(CheckResult.degraded("slow")).isEqualTo(CheckResult.of(CheckStatus.DEGRADED, "slow"));
		assertThat(CheckResult.down("dead")).isEqualTo(CheckResult.of(CheckStatus.DOWN, "dead"));
	}

	@Test
	void messageIsBoundedAndOnOneLine() {
		assertThat(CheckResult.down("a\nb").message()).isEqualTo("a b");
		assertThat(CheckResult.down("x".repeat(1 << 20)).message()).hasSize(512).endsWith("x\u2026");
	}

	@Test
	void withDetailLeavesTheOriginalAlone() {
		CheckResult one = CheckResult.up("fine").withDetail("a", 1);
		CheckResult two = one.withDetail("b", "x\ty").withDetail("a", 2);
		assertThat(one.details()).isEqualTo(Map.of("a", 1));
		assertThat(two.details()).containsExactly(Map.entry("a", 2), Map.entry("b", "x y"));
		assertThat(two.message()).isEqualTo("fine");
	}

	@Test
	void detailsAreACopyThatCannotBeChanged() {
		Map<String, Object> details = new HashMap<>(Map.of("a", 1));
		CheckResult result = new CheckResult(CheckStatus.UP, null, details);
		details.put("a", 2);
		assertThat(result.details()).isEqualTo(Map.of("a", 1));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> result.details().put("a", 3));
	}

	@Test
	void whenARunThrewTheMessageNamesTheTypeAndTheMessage() {
		CheckResult described = CheckResult.failed(new IllegalStateException("no\nroute"));
		assertThat(described.status()).isEqualTo(CheckStatus.DOWN);
		assertThat(described.message()).isEqualTo("java.lang.IllegalStateException: no route");
		assertThat(described.source())
			.isEqualTo(new CheckResult.Failure("java.lang.IllegalStateException", "no route"));
		CheckResult bare = CheckResult.failed(new IllegalStateException());
		assertThat(bare.message()).isEqualTo("java.lang.IllegalStateException");
		assertThat(bare.source()).isEqualTo(new CheckResult.Failure("java.lang.IllegalStateException", null));
	}

	@Test
	void whenTheMessageThrowsTooItIsSaidSo() {
		assertThat(CheckResult.failed(new RuntimeException() {

			@Override
			public String getMessage() {
				throw new UnsupportedOperationException("no message");
			}

		}).message()).endsWith(": (its message could not be read: java.lang.UnsupportedOperationException)");
	}

}
