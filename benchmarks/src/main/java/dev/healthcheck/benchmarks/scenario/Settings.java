package dev.healthcheck.benchmarks.scenario;

import java.time.Duration;
import java.util.Set;

import dev.healthcheck.benchmarks.arm.Arm;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says about how to measure.
 *
 * @param quick whether to take little time rather than many samples
 * @param length how long each arm is measured; {@code null} for what the scenario takes
 * @param arms the arms to compare
 */
public record Settings(boolean quick, @Nullable Duration length, Set<Arm> arms) {

	Duration length(int seconds, int quickSeconds) {
		Duration stated = this.length;
		return (stated != null) ? stated : Duration.ofSeconds(choose(seconds, quickSeconds));
	}

	int choose(int full, int quickly) {
		if (this.quick) {
			return quickly;
		}
		return full;
	}

}
