package dev.healthcheck.spring.metrics;

import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.maintenance.MaintenanceCheck;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * {@link MeterBinder} for maintenance.
 */
final class MaintenanceMeters implements MeterBinder {

	private final Supplier<@Nullable CheckVerdict> verdict;

	MaintenanceMeters(Supplier<@Nullable CheckVerdict> verdict) {
		this.verdict = verdict;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		gauge(registry, "healthcheck.maintenance", "Whether the instance is in maintenance",
				(verdict) -> verdict != null && verdict.status().equals(CheckStatus.MAINTENANCE));
		gauge(registry, "healthcheck.maintenance.file.older.than.process",
				"Whether the maintenance file is older than the process, as one in an image is",
				MaintenanceCheck::isFileOlderThanProcess);
	}

	private void gauge(MeterRegistry registry, String name, String description,
			Predicate<@Nullable CheckVerdict> condition) {
		Gauge.builder(name, () -> condition.test(this.verdict.get()) ? 1 : 0)
			.description(description)
			.register(registry);
	}

}
