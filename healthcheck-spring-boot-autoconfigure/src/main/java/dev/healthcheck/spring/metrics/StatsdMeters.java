package dev.healthcheck.spring.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import dev.healthcheck.statsd.StatsdListener;
import dev.healthcheck.statsd.StatsdOutcome;
import dev.healthcheck.statsd.StatsdStatistics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} for what is heard over StatsD. How many datagrams the kernel has
 * dropped it tells in a file: it is read on the thread that reads the meter.
 */
final class StatsdMeters implements MeterBinder {

	private static final String PREFIX = "healthcheck.statsd.";

	private final StatsdListener listener;

	/** Registries refer weakly to what their counters read. */
	private final List<Supplier<StatsdStatistics>> held = new CopyOnWriteArrayList<>();

	StatsdMeters(StatsdListener listener) {
		this.listener = listener;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Supplier<StatsdStatistics> heard = new Glance<>(this.listener::statistics,
				registry.config().clock()::monotonicTime);
		this.held.add(heard);
		gauge(registry, "workers", heard, "Workers that there are by what the sources have said last",
				StatsdStatistics::workers);
		gauge(registry, "counts", heard, "Counts that are kept, one for each source and gauge that is not zero",
				StatsdStatistics::counts);
		Gauge.builder(PREFIX + "listening", () -> (this.listener.problem() == null) ? 1 : 0)
			.description("Whether the port is open")
			.register(registry);
		counter("datagrams", heard, StatsdStatistics::datagrams).description("Datagrams that were received")
			.register(registry);
		counter("datagrams.lost", heard, (now) -> now.datagramsLost().orElse(0))
			.description("Datagrams that the kernel has dropped because they came faster than they were read")
			.register(registry);
		counter("counts.given.up", heard, StatsdStatistics::countsGivenUp)
			.description("Counts that were given up because there were too many")
			.register(registry);
		for (StatsdOutcome outcome : StatsdOutcome.values()) {
			counter("lines", heard, (now) -> now.lines().getOrDefault(outcome, 0L))
				.description("What has become of lines, or of datagrams that were not read")
				.tag("result", outcome.reason())
				.register(registry);
		}
	}

	private static void gauge(MeterRegistry registry, String name, Supplier<StatsdStatistics> heard, String description,
			ToDoubleFunction<StatsdStatistics> value) {
		Gauge.builder(PREFIX + name, heard, (now) -> value.applyAsDouble(now.get()))
			.description(description)
			.strongReference(true)
			.register(registry);
	}

	private static FunctionCounter.Builder<?> counter(String name, Supplier<StatsdStatistics> heard,
			ToDoubleFunction<StatsdStatistics> value) {
		return FunctionCounter.builder(PREFIX + name, heard, (now) -> value.applyAsDouble(now.get()));
	}

}
