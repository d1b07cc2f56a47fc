package dev.healthcheck.statsd;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;

import dev.healthcheck.worker.WorkerCount;
import dev.healthcheck.worker.WorkerSource;
import org.jspecify.annotations.Nullable;

/**
 * {@link WorkerSource} that counts the workers that are reported over StatsD. Lines and
 * datagrams that do not count are shown as ignored, by reasons that begin with
 * {@code statsd-}. Used by one thread at a time.
 */
public final class StatsdWorkers implements WorkerSource {

	private static final Logger logger = System.getLogger(StatsdWorkers.class.getName());

	private final Supplier<StatsdStatistics> statistics;

	private final Supplier<@Nullable String> problem;

	private long lost;

	// The listener is started and stopped by its owner
	public StatsdWorkers(StatsdListener listener) {
		this(listener::statistics, listener::problem);
	}

	StatsdWorkers(Supplier<StatsdStatistics> statistics, Supplier<@Nullable String> problem) {
		this.statistics = statistics;
		this.problem = problem;
	}

	// The last values count even while nothing is received: most senders send only
	// changes
	@Override
	public WorkerCount count() {
		StatsdStatistics statistics = this.statistics.get();
		Map<String, Integer> ignored = new TreeMap<>();
		statistics.lines().forEach((outcome, lines) -> {
			if (outcome != StatsdOutcome.COUNTED) {
				ignored.put("statsd-" + outcome.reason(), toInt(lines));
			}
		});
		if (statistics.countsGivenUp() > 0) {
			ignored.put("statsd-too-many-sources", toInt(statistics.countsGivenUp()));
		}
		long lost = lost(statistics.datagramsLost());
		if (lost > 0) {
			ignored.put("statsd-lost", toInt(lost));
		}
		return new WorkerCount(toInt(statistics.workers()), ignored, this.problem.get());
	}

	private long lost(OptionalLong datagrams) {
		long lost = datagrams.orElse(0);
		if (lost > this.lost) {
			logger.log((this.lost == 0) ? Level.WARNING : Level.DEBUG,
					() -> lost + " StatsD datagrams were lost because they arrived faster than they were read: the"
							+ " number of workers may be wrong");
		}
		this.lost = Math.max(this.lost, lost);
		return this.lost;
	}

	private static int toInt(long value) {
		return (int) Math.min(Integer.MAX_VALUE, value);
	}

}
