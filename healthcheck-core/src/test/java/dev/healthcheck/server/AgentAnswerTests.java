package dev.healthcheck.server;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link AgentAnswer}.
 */
class AgentAnswerTests {

	@Test
	void downWhenReasonIsHostileIsOneBoundedLine() {
		assertThat(AgentAnswer.down("a\nup 100%\r\u0000\u00e9b").line()).isEqualTo("ready down #aup 100%b");
		assertThat(AgentAnswer.down("x".repeat(1000)).line()).hasSize("ready down #".length() + 64);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 101 })
	void upWhenWeightIsNoneThrows(int weight) {
		assertThatIllegalArgumentException().isThrownBy(() -> AgentAnswer.up(weight)).withMessageContaining("'weight'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "up\n", "\u00fcp" })
	void createWhenLineIsNotPrintableThrows(String line) {
		assertThatIllegalArgumentException().isThrownBy(() -> new AgentAnswer(line));
	}

}
