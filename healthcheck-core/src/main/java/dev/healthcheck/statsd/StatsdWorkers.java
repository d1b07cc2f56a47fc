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
 * {@link WorkerSource} that counts the workers that are reported over StatsD. What was
 * received since the listener was created and does not count is shown as ignored, by
 * reasons that begin with {@code statsd-}. Used by one thread at a time.
 *
 * @since 0.1.0
 */
public final class StatsdWorkers implements WorkerSource {

	private static final Logger logger = System.getLogger(StatsdWorkers.class.getName());

	private final Supplier<StatsdStatistics> statistics;

	private final Supplier<@Nullable String> problem;

	private long lost;

	/**
	 * Create a source.
	 * @param listener listens for StatsD; starting and stopping it is its owner's
	 */
	public StatsdWorkers(StatsdListener listener) {
		this(listener::statistics, listener::problem);
	}

	StatsdWorkers(Supplier<StatsdStatistics> statistics, Supplier<@Nullable String> problem) {
		this.statistics = statistics;
		this.problem = problem;
	}

	/**
	 * Count the workers by the last values of the sources, even while nothing is
	 * received: most senders send only changes.
	 * @return the count
	 */
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
					() -> lost + " StatsD datagrams were lost: they came faster than they were read, and what they"
							+ " said of workers is not counted");
		}
		this.lost = Math.max(this.lost, lost);
		return this.lost;
	}

	private static int toInt(long value) {
		return (int) Math.min(Integer.MAX_VALUE, value);
	}

}
