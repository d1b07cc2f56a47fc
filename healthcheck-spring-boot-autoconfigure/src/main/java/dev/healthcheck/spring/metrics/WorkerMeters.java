package dev.healthcheck.spring.metrics;

import java.util.Set;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.worker.WorkerDirectory;
import dev.healthcheck.worker.WorkersCheck;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * {@link MeterBinder} for workers, as they were last counted. StatsD's ignored lines are
 * no workers: {@link StatsdMeters} has them.
 */
final class WorkerMeters implements MeterBinder {

	/**
	 * All reasons of the application's own source: the values of a tag must be bounded.
	 */
	private static final String OTHER = "other";

	private static final String STATSD = "statsd-";

	private final Supplier<@Nullable CheckVerdict> verdict;

	private final int required;

	WorkerMeters(Supplier<@Nullable CheckVerdict> verdict, int required) {
		this.verdict = verdict;
		this.required = required;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("healthcheck.workers.ready", () -> WorkersCheck.ready(this.verdict.get()))
			.description("Workers that are ready, this process included")
			.register(registry);
		Gauge.builder("healthcheck.workers.required", () -> this.required)
			.description("How many workers must be ready")
			.register(registry);
		Set<String> reasons = WorkerDirectory.reasons();
		reasons.forEach((reason) -> ignored(registry, reason, () -> count(reason)));
		ignored(registry, OTHER, () -> others(reasons));
	}

	private static void ignored(MeterRegistry registry, String reason, Supplier<Number> number) {
		Gauge.builder("healthcheck.workers.ignored", number)
			.description("Candidates that are not counted as workers")
			.tag("reason", reason)
			.register(registry);
	}

	private long count(String reason) {
		return number(WorkersCheck.ignored(this.verdict.get()).get(reason));
	}

	private long others(Set<String> reasons) {
		return WorkersCheck.ignored(this.verdict.get())
			.entrySet()
			.stream()
			.filter((entry) -> !reasons.contains(entry.getKey()) && !String.valueOf(entry.getKey()).startsWith(STATSD))
			.mapToLong((entry) -> number(entry.getValue()))
			.sum();
	}

	private static long number(@Nullable Object value) {
		return (value instanceof Number number) ? number.longValue() : 0;
	}

}
