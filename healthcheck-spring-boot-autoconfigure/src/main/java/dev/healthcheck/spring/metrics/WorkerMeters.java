package dev.healthcheck.spring.metrics;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.worker.WorkerDirectory;
import dev.healthcheck.worker.WorkersCheck;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * {@link MeterBinder} for workers, as they were last counted. Ignored lines of StatsD are
 * not workers: {@link StatsdMeters} counts them.
 */
record WorkerMeters(Supplier<@Nullable CheckVerdict> verdict, int required) implements MeterBinder {

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("healthcheck.workers.ready", () -> WorkersCheck.ready(this.verdict.get()))
			.description("Number of workers that are ready, including this process")
			.register(registry);
		Gauge.builder("healthcheck.workers.required", this::required)
			.description("Number of workers that must be ready")
			.register(registry);
		Set<String> reasons = WorkerDirectory.reasons();
		reasons.forEach((reason) -> bindIgnored(registry, reason, reason::equals));
		// One for all reasons of the application: the values of a tag must be bounded
		bindIgnored(registry, "other", (reason) -> !reasons.contains(reason) && !reason.startsWith("statsd-"));
	}

	private void bindIgnored(MeterRegistry registry, String tag, Predicate<String> reasons) {
		Gauge.builder("healthcheck.workers.ignored", () -> ignored(reasons))
			.description("Number of candidates that are not counted as workers")
			.tag("reason", tag)
			.register(registry);
	}

	private long ignored(Predicate<String> reasons) {
		return WorkersCheck.ignored(this.verdict.get())
			.entrySet()
			.stream()
			.filter((entry) -> reasons.test(entry.getKey()))
			.mapToLong(Map.Entry::getValue)
			.sum();
	}

}
