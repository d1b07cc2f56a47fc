package dev.healthcheck.benchmarks.scenario;

import java.time.Duration;
import java.util.Collections;
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

	private static final Set<Arm> QUICK = Collections
		.unmodifiableSet(EnumSet.of(Arm.PLAIN_ROOT, Arm.OURS_ROOT, Arm.OURS_READYZ));

	/**
	 * Return the arms of most scenarios.
	 * @return the arms, in their order
	 */
	public Set<Arm> arms() {
		Set<Arm> arms = EnumSet.allOf(Arm.class);
		if (!this.named.isEmpty()) {
			arms.retainAll(this.named);
		}
		else if (this.quick) {
			arms.retainAll(QUICK);
		}
		arms.remove(Arm.BARE_THREAD);
		return arms;
	}

	/**
	 * Return the arms of the scenarios with HAProxy. Readiness in-band is among them even
	 * where time is short: it is the arm that loses its instances.
	 * @return the arms, in their order
	 */
	public Set<Arm> armsBehindHaproxy() {
		return withDefault(Arm.IN_BAND);
	}

	/**
	 * Return the arms of the scenarios that saturate the processors. They are measured
	 * one after another: where time is short, without the root.
	 * @return the arms, in their order
	 */
	public Set<Arm> armsOnBusyProcessors() {
		Set<Arm> arms = withDefault(Arm.BARE_THREAD);
		if (this.quick && this.named.isEmpty()) {
			arms.remove(Arm.OURS_ROOT);
		}
		return arms;
	}

	private Set<Arm> withDefault(Arm arm) {
		Set<Arm> arms = arms();
		if (this.named.isEmpty() || this.named.contains(arm)) {
			arms.add(arm);
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
