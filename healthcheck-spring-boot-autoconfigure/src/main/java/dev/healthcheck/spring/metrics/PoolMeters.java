package dev.healthcheck.spring.metrics;

import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import dev.healthcheck.check.CheckPool;
import dev.healthcheck.check.CheckRunner;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} for the threads that checks share.
 */
final class PoolMeters implements MeterBinder {

	private final CheckRunner runner;

	PoolMeters(CheckRunner runner) {
		this.runner = runner;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Supplier<CheckPool> pool = new Glance<>(this.runner::pool, registry.config().clock()::monotonicTime);
		gauge(registry, pool, "busy", "threads", "Threads that run a check", CheckPool::busy);
		gauge(registry, pool, "max", "threads", "The most threads that run checks", CheckPool::maximum);
		gauge(registry, pool, "waiting", "checks", "Checks that wait for a thread", CheckPool::waiting);
		gauge(registry, pool, "hung", "checks", "Checks that hold a thread for longer than their timeout",
				CheckPool::hung);
	}

	private static void gauge(MeterRegistry registry, Supplier<CheckPool> pool, String name, String unit,
			String description, ToDoubleFunction<CheckPool> value) {
		Gauge.builder("healthcheck.pool." + name, pool, (now) -> value.applyAsDouble(now.get()))
			.description(description)
			.baseUnit(unit)
			.strongReference(true)
			.register(registry);
	}

}
