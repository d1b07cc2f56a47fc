package dev.healthcheck.benchmarks.haproxy;

import java.util.List;

import dev.healthcheck.benchmarks.haproxy.ServersOverTime.Sample;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServersOverTime}.
 */
class ServersOverTimeTests {

	private final List<Sample> samples = List.of(new Sample(0, List.of(true, true, true)),
			new Sample(1, List.of(true, false, false)), new Sample(2, List.of(true, true, false)),
			new Sample(3, List.of(true, false, false)));

	@Test
	void countIsOfThoseThatAreUp() {
		assertThat(this.samples).extracting(Sample::count).containsExactly(3, 1, 2, 1);
	}

	@Test
	void outSinceIsWhenItWasTakenOutForGood() {
		assertThat(ServersOverTime.outSince(this.samples, 0)).isEmpty();
		assertThat(ServersOverTime.outSince(this.samples, 1)).hasValue(3);
		assertThat(ServersOverTime.outSince(this.samples, 2)).hasValue(1);
	}

}
