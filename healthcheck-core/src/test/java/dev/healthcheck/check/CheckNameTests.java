package dev.healthcheck.check;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the names that a {@link CheckRunner} accepts.
 */
class CheckNameTests {

	private final CheckRunner runner = new FakeRuntime().runner();

	@ParameterizedTest
	@ValueSource(strings = { "db", "a", "A-Z_09", "parent/child", "a/b/c",
			"0123456789012345678901234567890123456789012345678901234567890123" })
	void whenTheNameIsValidTheCheckIsRegistered(String name) {
		this.runner.register(name, CheckResult::up);
		assertThat(this.runner.names()).containsExactly(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "d b", "a.b", "/", "/a", "a/", "a//b", "ä", "a\n", "a\u0000", "..", "a%2f",
			"01234567890123456789012345678901234567890123456789012345678901234" })
	void whenTheNameIsNotValidTheMessageSaysWhatIs(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.runner.register(name, CheckResult::up))
			.withMessageContaining("must be 1 to 64 of the characters A-Z a-z 0-9 _ -");
		assertThat(this.runner.names()).isEmpty();
	}

	@Test
	void whenTheNameIsHostileTheMessageIsBoundedAndOnOneLine() {
		String hostile = "a\r\nb".repeat(100_000);
		assertThatIllegalArgumentException().isThrownBy(() -> this.runner.register(hostile, CheckResult::up))
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(200).doesNotContain("\n", "\r"));
	}

}
