package dev.healthcheck.statsd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import dev.healthcheck.CapturedLog;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.thread.DaemonThreadFactory;
import dev.healthcheck.worker.WorkerCount;
import dev.healthcheck.worker.WorkerSource;
import dev.healthcheck.worker.WorkersCheck;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StatsdWorkers}.
 */
class StatsdWorkersTests {

	private StatsdStatistics statistics = statistics(0, 0);

	private static StatsdStatistics statistics(long workers, long lost) {
		return new StatsdStatistics(workers, 1, 0, 1, Map.of(), OptionalLong.of(lost));
	}

	@Test
	void countShowsWhatDoesNotCount() {
		this.statistics = new StatsdStatistics(3, 2, 5, 10, Map.of(StatsdOutcome.COUNTED, 4L,
				StatsdOutcome.INVALID_VALUE, 1L, StatsdOutcome.OTHER_METRIC, 1L << 40), OptionalLong.of(7));
		WorkerCount count = new StatsdWorkers(() -> this.statistics, () -> "it is gone").count();
		assertThat(count).isEqualTo(new WorkerCount(3, Map.of("statsd-invalid-value", 1, "statsd-other-metric",
				Integer.MAX_VALUE, "statsd-too-many-sources", 5, "statsd-lost", 7), "it is gone"));
	}

	@Test
	void countWhenThereAreMoreThanFitIsTheMost() {
		this.statistics = statistics(1L << 33, 0);
		assertThat(new StatsdWorkers(() -> this.statistics, () -> null).count())
			.isEqualTo(WorkerCount.of(Integer.MAX_VALUE));
	}

	@Test
	void countWarnsOfLostDatagramsOnce() {
		StatsdWorkers workers = new StatsdWorkers(() -> this.statistics, () -> null);
		List<String> lines = new ArrayList<>();
		try (CapturedLog log = CapturedLog.of(StatsdWorkers.class)) {
			for (long lost : new long[] { 0, 2, 2, 5, 1 }) {
				this.statistics = statistics(0, lost);
				workers.count();
			}
			lines.addAll(log.lines());
		}
		assertThat(lines).singleElement().asString().startsWith("WARNING 2 StatsD datagrams were lost");
		assertThat(workers.count().ignored()).containsEntry("statsd-lost", 5);
	}

	@Test
	void workersCheckCountsByAListener() throws Exception {
		try (StatsdListener listener = new StatsdListener(
				new StatsdSettings("localhost", 0, StatsdSettings.DEFAULT_GAUGES, null),
				DaemonThreadFactory.inheriting())) {
			listener.start();
			WorkersCheck check = new WorkersCheck(2, List.of(new StatsdWorkers(listener)));
			assertThat(check.run().status()).isEqualTo(CheckStatus.DOWN);
			try (UdpSender sender = UdpSender.to(listener)) {
				sender.send("gunicorn.requests:1|c");
				sender.send("workers:2|g");
				Awaitility.await().until(() -> listener.statistics().workers() == 2);
			}
			assertThat(check.run()).usingRecursiveComparison()
				.ignoringFields("source")
				.isEqualTo(new CheckResult(CheckStatus.UP, "2 of 2 workers ready", Map.of("ready", 2L, "required", 2,
						"self", false, "ignored", Map.of("statsd-other-metric", 1))));
			listener.stop();
			try (CapturedLog log = CapturedLog.of(WorkersCheck.class)) {
				assertThat(check.run().details()).containsEntry("ready", 2L)
					.containsEntry("problem", "StatsD listener is stopped");
				assertThat(log.lines()).hasSize(1);
			}
		}
	}

	@Test
	void greatestTakesFilesOrStatsdWhicheverSeesMore() throws Exception {
		this.statistics = statistics(3, 0);
		WorkerSource statsd = new StatsdWorkers(() -> this.statistics, () -> null);
		WorkerSource greatest = WorkerSource.greatest(List.of(() -> WorkerCount.of(2), statsd));
		assertThat(greatest.count().ready()).isEqualTo(3);
		this.statistics = statistics(1, 0);
		assertThat(greatest.count().ready()).isEqualTo(2);
	}

}
