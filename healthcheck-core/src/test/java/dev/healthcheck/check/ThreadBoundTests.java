package dev.healthcheck.check;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figure 4 of docs/reliability.md: a thousand checks that nothing interrupts, on eight
 * threads.
 */
@Timeout(300)
class ThreadBoundTests {

	private static final int CHECKS = 1000;

	private static final int THREADS = 8;

	@Test
	void whenAThousandChecksHangEightThreadsDoAndNoCheckIsForgotten() throws Exception {
		CountDownLatch letGo = new CountDownLatch(1);
		CountDownLatch late = new CountDownLatch(CHECKS);
		CountDownLatch up = new CountDownLatch(CHECKS);
		CheckRunner runner = new CheckRunner(new CheckThreads("bound", THREADS),
				TestSettings.quick(Duration.ofMillis(100), Duration.ofMillis(200)), List.of((change) -> {
					if (change.to().isLate() && !change.from().isLate()) {
						late.countDown();
					}
					if (change.to().status().equals(CheckStatus.UP)) {
						up.countDown();
					}
				}));
		Map<String, HungCheck> checks = new LinkedHashMap<>();
		for (int i = 0; i < CHECKS; i++) {
			checks.put("check-" + i, new HungCheck(letGo));
		}
		checks.forEach(runner::register);
		runner.start();
		try {
			late.await();
			checks.keySet().forEach(runner::refresh);
			assertThat(threads()).isEqualTo(THREADS);
			assertThat(checks.values()).filteredOn((check) -> check.runs() > 0).hasSize(THREADS);
			assertThat(checks.keySet()).allMatch((name) -> Objects.requireNonNull(runner.verdict(name)).isLate());
			letGo.countDown();
			up.await();
			assertThat(threads()).isLessThanOrEqualTo(THREADS);
			assertThat(checks.values()).allMatch((check) -> check.runs() > 0)
				.allMatch((check) -> check.mostRunning() == 1)
				.allMatch((check) -> check.interrupts() <= check.runs());
		}
		finally {
			letGo.countDown();
			runner.stop();
		}
	}

	private static long threads() {
		return Thread.getAllStackTraces().keySet().stream().filter((t) -> t.getName().startsWith("bound-")).count();
	}

}
