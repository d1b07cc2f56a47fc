package dev.healthcheck.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import dev.healthcheck.test.Figures;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figure 3 of docs/reliability.md, for the core: checks hang, and readers do not notice
 * but for what they read.
 */
@Timeout(300)
class HungChecksTests {

	private static final Duration TIMEOUT = Duration.ofMillis(300);

	private static final int READERS = 30;

	@ParameterizedTest
	@ValueSource(ints = { 8, 25 })
	void whenChecksHangReadersAreAnsweredAndLateIsShownInTime(int count) throws Exception {
		CountDownLatch letGo = new CountDownLatch(1);
		CountDownLatch late = new CountDownLatch(count);
		Map<String, Long> lateAt = new ConcurrentHashMap<>();
		CheckRunner runner = new CheckRunner(new CheckThreads("hung", 8),
				TestSettings.quick(Duration.ofSeconds(9), TIMEOUT), List.of((change) -> {
					if (change.to().isLate()) {
						lateAt.put(change.name(), System.nanoTime());
						late.countDown();
					}
				}));
		runner.ready();
		runner.start();
		Map<String, Long> dueAt = new ConcurrentHashMap<>();
		List<HungCheck> checks = new ArrayList<>();
		try (Readers readers = new Readers(READERS, runner)) {
			for (int i = 0; i < count; i++) {
				HungCheck check = new HungCheck(letGo);
				checks.add(check);
				runner.register("check-" + i, check);
				dueAt.put("check-" + i, System.nanoTime());
			}
			late.await();
			assertThat(runner.names()).hasSize(count).allSatisfy((name) -> {
				CheckVerdict verdict = Objects.requireNonNull(runner.verdict(name));
				assertThat(verdict.isLate()).isTrue();
				assertThat(verdict.status()).isEqualTo(CheckStatus.DEGRADED);
				Duration shownAfter = Duration
					.ofNanos(Objects.requireNonNull(lateAt.get(name)) - Objects.requireNonNull(dueAt.get(name)));
				Figures.assertAtMost(name + " is shown as late", shownAfter, TIMEOUT.plusMillis(100));
			});
			assertThat(readers.unanswered()).isZero();
			Awaitility.await().until(() -> readers.reads() > READERS);
			Figures.assertAtMost("p99 of the readers", readers.p99(), Duration.ofMillis(20));
			assertThat(checks).filteredOn((check) -> check.runs() > 0).hasSize(8);
		}
		finally {
			runner.stop();
			letGo.countDown();
		}
	}

}
