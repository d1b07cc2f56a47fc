package dev.healthcheck.spring.shutdown;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GracePeriod}.
 */
class GracePeriodTests {

	@ParameterizedTest
	@CsvSource({ "10, 20, 30", "0, 30, 30", "30, 0, 30", "10, 30, 45" })
	void whenAllFitsThereIsNothingToSay(int delay, int phase, int total) {
		assertThat(period(delay, phase, total).warning()).isNull();
	}

	@Test
	void whenItDoesNotFitItSaysWhatToSet() {
		assertThat(period(10, 30, 30).warning()).isEqualTo("'healthcheck.shutdown.drain-delay' of 10 s and"
				+ " 'spring.lifecycle.timeout-per-shutdown-phase' of 30 s, together 40 s, exceed the grace period of 30 s,"
				+ " after which Kubernetes kills the container: set 'spring.lifecycle.timeout-per-shutdown-phase' to less"
				+ " than 20 s, or 'terminationGracePeriodSeconds' to more than 40 s and the time of its preStop hook, and"
				+ " 'healthcheck.shutdown.grace-period' to the same without the hook");
	}

	@Test
	void whenTheDelayAloneDoesNotFitThePhaseIsNoWayOut() {
		assertThat(period(40, 0, 30).warning()).startsWith("'healthcheck.shutdown.drain-delay' of 40 s exceed")
			.doesNotContain("phase' to");
		assertThat(period(30, 30, 30).warning()).contains("together 60 s").doesNotContain("phase' to");
	}

	private static GracePeriod period(int delay, int phase, int total) {
		return new GracePeriod(Duration.ofSeconds(delay), Duration.ofSeconds(phase), Duration.ofSeconds(total));
	}

}
