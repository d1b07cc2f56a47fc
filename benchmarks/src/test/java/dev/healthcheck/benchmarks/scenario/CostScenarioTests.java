package dev.healthcheck.benchmarks.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.healthcheck.benchmarks.arm.Variant;
import dev.healthcheck.benchmarks.report.Row;
import dev.healthcheck.benchmarks.report.Value;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link CostScenario}.
 */
class CostScenarioTests {

	@Test
	void variantsAreInOrderOfTheTableAndHaveLabelsOfTheirOwn() {
		assertThat(Arrays.stream(Variant.values()).map(CostScenario::label)).containsExactly("plain Boot, one port",
				"plain Boot, separate port", "starter");
	}

	@Test
	void relativeIsToTheFirstRow() {
		Map<String, Map<String, Double>> shares = CostScenario
			.relative(List.of(Row.of("first", Value.of("start-up", 2, "s"), Value.text("note", "none")),
					Row.of("second", Value.of("start-up", 3, "s"), Value.text("note", "none"))));
		assertThat(shares).containsExactly(entry("first", Map.of("start-up", 100.0)),
				entry("second", Map.of("start-up", 150.0)));
	}

}
