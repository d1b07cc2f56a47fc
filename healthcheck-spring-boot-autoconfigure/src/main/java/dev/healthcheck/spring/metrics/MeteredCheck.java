package dev.healthcheck.spring.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckStatistics;
import dev.healthcheck.check.RunOutcome;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one check in one registry. All values come out of what the runner has
 * counted; there is no timer, and no histogram, of a few runs a minute.
 */
final class MeteredCheck {

	private final MeterRegistry registry;

	private final CheckRunner runner;

	private final String name;

	private final Supplier<CheckStatistics> statistics;

	private final List<Meter> meters = new ArrayList<>();

	/** For the moment between the removal of the check and that of the meters. */
	private volatile CheckStatistics last;

	MeteredCheck(MeterRegistry registry, CheckRunner runner, String name, CheckStatistics first) {
		this.registry = registry;
		this.runner = runner;
		this.name = name;
		this.last = first;
		this.statistics = new Glance<>(this::look, registry.config().clock()::monotonicTime);
		register(Tags.of("check", name));
	}

	private CheckStatistics look() {
		CheckStatistics statistics = this.runner.statistics(this.name);
		if (statistics != null) {
			this.last = statistics;
		}
		return this.last;
	}

	private void register(Tags tags) {
		this.meters.addAll(StatusGauges.register(this.registry, "healthcheck.check.status",
				"Whether the check has this status", tags, () -> this.statistics.get().verdict().status().code()));
		this.meters.add(Gauge.builder("healthcheck.check.age", this, MeteredCheck::age)
			.description("How long ago the last run ended that counts")
			.baseUnit("seconds")
			.tags(tags)
			.register(this.registry));
		this.meters.add(Gauge.builder("healthcheck.check.late", this, MeteredCheck::late)
			.description("For how long the check has been late, 0 if it is not")
			.baseUnit("seconds")
			.tags(tags)
			.register(this.registry));
		this.meters.add(FunctionCounter.builder("healthcheck.check.changes", this, MeteredCheck::changes)
			.description("How often the status of the check has changed")
			.tags(tags)
			.register(this.registry));
		for (RunOutcome outcome : RunOutcome.values()) {
			this.meters.add(FunctionTimer
				.builder("healthcheck.check.runs", this, (check) -> check.runs(outcome).count(),
						(check) -> check.runs(outcome).duration().toNanos(), TimeUnit.NANOSECONDS)
				.description("Runs of the check that have ended")
				.tags(tags.and("outcome", outcome.code()))
				.register(this.registry));
		}
	}

	private double age() {
		return seconds(this.statistics.get().age(), Double.NaN);
	}

	private double late() {
		return seconds(this.statistics.get().verdict().lateFor(), 0);
	}

	private double changes() {
		return this.statistics.get().changes();
	}

	private CheckStatistics.Runs runs(RunOutcome outcome) {
		return this.statistics.get().runs(outcome);
	}

	private static double seconds(@Nullable Duration duration, double otherwise) {
		return (duration != null) ? duration.toNanos() / 1e9 : otherwise;
	}

	void remove() {
		this.meters.forEach(this.registry::remove);
	}

}
