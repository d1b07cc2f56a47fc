package dev.healthcheck.statsd;

import org.jspecify.annotations.Nullable;

/**
 * Value object for a line that was parsed.
 *
 * @param outcome why the line says nothing, or {@link StatsdOutcome#COUNTED} if it does
 * @param change what it says, or {@code null} if nothing
 */
record StatsdLine(StatsdOutcome outcome, @Nullable GaugeChange change) {

	static StatsdLine refused(StatsdOutcome reason) {
		return new StatsdLine(reason, null);
	}

	static StatsdLine of(GaugeChange change) {
		return new StatsdLine(StatsdOutcome.COUNTED, change);
	}

}
