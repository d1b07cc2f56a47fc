package dev.healthcheck.spring.metrics;

import dev.healthcheck.statsd.StatsdListener;
import dev.healthcheck.statsd.StatsdOutcome;
import dev.healthcheck.statsd.StatsdStatistics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} for StatsD. The number of datagrams that the kernel has dropped is
 * read from a file, on the thread that reads the meter.
 */
record StatsdMeters(StatsdListener listener) implements MeterBinder {

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("healthcheck.statsd.listening", () -> (this.listener.problem() == null) ? 1 : 0)
			.description("Whether the port is open")
			.register(registry);
		SnapshotMeters<StatsdStatistics> meters = new SnapshotMeters<>(registry, Tags.empty(),
				this.listener::statistics);
		meters.gauge("healthcheck.statsd.workers", null, "Number of workers by the last values of all sources",
				StatsdStatistics::workers);
		meters.gauge("healthcheck.statsd.counts", null,
				"Number of counts that are kept, one for each source and gauge that is not zero",
				StatsdStatistics::counts);
		meters.counter("healthcheck.statsd.datagrams", "Number of datagrams that were received", Tags.empty(),
				StatsdStatistics::datagrams);
		meters.counter("healthcheck.statsd.datagrams.lost",
				"Number of datagrams that the kernel has dropped because they came faster than they were read",
				Tags.empty(), (now) -> now.datagramsLost().orElse(0));
		meters.counter("healthcheck.statsd.counts.given.up",
				"Number of counts that were evicted because there were too many", Tags.empty(),
				StatsdStatistics::countsGivenUp);
		for (StatsdOutcome outcome : StatsdOutcome.values()) {
			meters.counter("healthcheck.statsd.lines", "Number of lines, or of datagrams that were not read, by result",
					Tags.of("result", outcome.reason()), (now) -> now.lines().getOrDefault(outcome, 0L));
		}
	}

}
