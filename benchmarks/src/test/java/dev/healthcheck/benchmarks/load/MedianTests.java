package dev.healthcheck.benchmarks.load;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Median}.
 */
class MedianTests {

	@Test
	void medianIsInTheMiddle() {
		assertThat(Median.of(List.of(9.0, 1.0, 5.0))).isEqualTo(5);
		assertThat(Median.of(List.of(9.0, 1.0, 5.0, 6.0))).isEqualTo(5.5);
	}

	@Test
	void medianWhenThereIsNothingIsAnError() {
		assertThatIllegalArgumentException().isThrownBy(() -> Median.of(List.of())).withMessageContaining("'values'");
	}

}
