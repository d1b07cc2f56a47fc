package dev.healthcheck.spring.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckStatistics;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The checks that have meters in one registry. Used by one thread at a time.
 */
final class MeteredChecks {

	private final MeterRegistry registry;

	private final CheckRunner runner;

	/** Registries refer weakly to what their meters read. */
	private final Map<String, MeteredCheck> checks = new LinkedHashMap<>();

	MeteredChecks(MeterRegistry registry, CheckRunner runner) {
		this.registry = registry;
		this.runner = runner;
	}

	/**
	 * Have meters for these checks, and no others.
	 * @param names the names of the checks
	 */
	void follow(Set<String> names) {
		this.checks.entrySet().removeIf((entry) -> {
			boolean gone = !names.contains(entry.getKey());
			if (gone) {
				entry.getValue().remove();
			}
			return gone;
		});
		names.forEach((name) -> {
			CheckStatistics first = this.runner.statistics(name);
			if (first != null && !this.checks.containsKey(name)) {
				this.checks.put(name, new MeteredCheck(this.registry, this.runner, name, first));
			}
		});
	}

}
