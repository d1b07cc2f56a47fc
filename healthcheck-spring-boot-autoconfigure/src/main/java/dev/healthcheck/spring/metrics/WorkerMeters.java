package dev.healthcheck.spring.metrics;

import java.util.Map;
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
 * {@link MeterBinder} for workers, as they were last counted. What StatsD's lines come to
 * is told by {@link StatsdMeters}, and not as workers that are not counted.
 */
final class WorkerMeters implements MeterBinder {

	/** Stands for the reasons that an application's own source may have. */
	static final String OTHER = "other";

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
			.filter((entry) -> !reasons.contains(entry.getKey()) && !isStatsd(entry))
			.mapToLong((entry) -> number(entry.getValue()))
			.sum();
	}

	private static boolean isStatsd(Map.Entry<?, ?> entry) {
		return entry.getKey() instanceof String reason && reason.startsWith(STATSD);
	}

	private static long number(@Nullable Object value) {
		return (value instanceof Number number) ? number.longValue() : 0;
	}

}
