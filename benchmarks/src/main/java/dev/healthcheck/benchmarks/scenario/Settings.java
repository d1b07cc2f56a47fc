package dev.healthcheck.benchmarks.scenario;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

import dev.healthcheck.benchmarks.arm.Arm;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says about how to measure.
 *
 * @param quick whether to take little time rather than many samples
 * @param length how long each arm is measured; {@code null} for what the scenario takes
 * @param named the arms to compare; empty for those that the scenario has by default
 */
public record Settings(boolean quick, @Nullable Duration length, Set<Arm> named) {

	/**
	 * Return the arms of most scenarios.
	 * @return the arms, in their order
	 */
	public Set<Arm> arms() {
		return arms(EnumSet.of(Arm.PLAIN_ROOT, Arm.OURS_ROOT, Arm.OURS_READYZ));
	}

	/**
	 * Return the arms of a scenario that can compare all but the bare thread.
	 * @param quickly those that it compares where time is short
	 * @return the arms that the command line names, or these
	 */
	Set<Arm> arms(EnumSet<Arm> quickly) {
		return arms(EnumSet.complementOf(EnumSet.of(Arm.BARE_THREAD)), quickly);
	}

	/**
	 * Return the arms of a scenario.
	 * @param all those that it can compare
	 * @param quickly those of them that it compares where time is short
	 * @return the arms that the command line names, or these
	 */
	Set<Arm> arms(EnumSet<Arm> all, EnumSet<Arm> quickly) {
		Set<Arm> arms = EnumSet.copyOf(all);
		if (!this.named.isEmpty()) {
			arms.retainAll(this.named);
		}
		else if (this.quick) {
			arms.retainAll(quickly);
		}
		return arms;
	}

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
