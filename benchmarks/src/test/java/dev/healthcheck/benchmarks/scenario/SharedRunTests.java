package dev.healthcheck.benchmarks.scenario;

import java.util.Map;

import dev.healthcheck.benchmarks.haproxy.SharedRule;
import dev.healthcheck.benchmarks.scenario.SharedFront.Losses;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedRun} and {@link Loss}.
 */
class SharedRunTests {

	@Test
	void resultsAreOfEachFaultAlone() {
		Map<SharedRule, SharedRun.Result> results = SharedRun.results(
				Map.of(SharedRule.DEEP, new Losses(new Loss(100, 1), new Loss(10, 0))),
				Map.of(SharedRule.DEEP, new Losses(new Loss(300, 101), new Loss(60, 50))),
				Map.of(SharedRule.DEEP, new Losses(new Loss(400, 101), new Loss(80, 55))));
		assertThat(results).containsExactly(Map.entry(SharedRule.DEEP, new SharedRun.Result(
				new Losses(new Loss(200, 100), new Loss(50, 50)), new Losses(new Loss(100, 0), new Loss(20, 5)))));
	}

	@Test
	void valueIsAShareAndTheCountsBehindIt() {
		assertThat(new Loss(2000, 3).value("lost").text()).isEqualTo("3 of 2,000 (0.2 %)");
		assertThat(new Loss(200, 50).value("lost").number()).isEqualTo(25);
		assertThat(new Loss(0, 0).percent()).isZero();
	}

}
