package dev.healthcheck.spring.metrics;

import dev.healthcheck.probe.AnswerCounts;
import dev.healthcheck.probe.Probe;
import dev.healthcheck.spring.probes.ProbeSet;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} for the answers to probes. The threads that answer know nothing of
 * meters: they add to a number, which is read here.
 */
final class ProbeMeters implements MeterBinder {

	private final ProbeSet probes;

	ProbeMeters(ProbeSet probes) {
		this.probes = probes;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (Probe probe : this.probes.all()) {
			for (String statusClass : AnswerCounts.CLASSES) {
				FunctionCounter
					.builder("healthcheck.probe.answers", probe.answers(), (answers) -> answers.count(statusClass))
					.description("Answers to the probe, by the class of their status codes")
					.tag("probe", probe.name())
					.tag("status", statusClass)
					.register(registry);
			}
		}
	}

}
