package dev.healthcheck.spring.metrics;

import dev.healthcheck.statsd.StatsdListener;
import dev.healthcheck.statsd.StatsdOutcome;
import dev.healthcheck.statsd.StatsdStatistics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} for what is received over StatsD. How many datagrams the kernel has
 * dropped is read from a file, on the thread that reads the meter.
 */
final class StatsdMeters implements MeterBinder {

	private final StatsdListener listener;

	StatsdMeters(StatsdListener listener) {
		this.listener = listener;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		SnapshotMeters<StatsdStatistics> meters = new SnapshotMeters<>(registry, Tags.empty(),
				this.listener::statistics);
		meters.gauge("healthcheck.statsd.workers", null, "Workers that there are by what the sources have said last",
				StatsdStatistics::workers);
		meters.gauge("healthcheck.statsd.counts", null,
				"Counts that are kept, one for each source and gauge that is not zero", StatsdStatistics::counts);
		Gauge.builder("healthcheck.statsd.listening", () -> (this.listener.problem() == null) ? 1 : 0)
			.description("Whether the port is open")
			.register(registry);
		meters.counter("healthcheck.statsd.datagrams", "Datagrams that were received", Tags.empty(),
				StatsdStatistics::datagrams);
		meters.counter("healthcheck.statsd.datagrams.lost",
				"Datagrams that the kernel has dropped because they came faster than they were read", Tags.empty(),
				(now) -> now.datagramsLost().orElse(0));
		meters.counter("healthcheck.statsd.counts.given.up", "Counts that were given up because there were too many",
				Tags.empty(), StatsdStatistics::countsGivenUp);
		for (StatsdOutcome outcome : StatsdOutcome.values()) {
			meters.counter("healthcheck.statsd.lines", "What has become of lines, or of datagrams that were not read",
					Tags.of("result", outcome.reason()), (now) -> now.lines().getOrDefault(outcome, 0L));
		}
	}

}
