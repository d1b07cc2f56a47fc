package dev.healthcheck.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import dev.healthcheck.test.Figures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figure 6 of docs/reliability.md, for the core: a thousand readers at once, while a slow
 * check runs and after it.
 */
@Timeout(300)
class StampedeTests {

	private static final int READERS = 1000;

	private final AtomicInteger runs = new AtomicInteger();

	private final CountDownLatch letGo = new CountDownLatch(1);

	private final CountDownLatch running = new CountDownLatch(1);

	private final CountDownLatch up = new CountDownLatch(1);

	@Test
	void whenAThousandReadAtOnceTheCheckRunsNoMoreOftenThanScheduled() throws Exception {
		CheckRunner runner = new CheckRunner(new CheckThreads("stampede", 8), CheckSettings.defaults(),
				List.of((change) -> this.up.countDown()));
		runner.ready();
		runner.register("slow", this::run);
		runner.start();
		ExecutorService readers = Executors.newFixedThreadPool(READERS);
		try {
			this.running.await();
			List<Long> times = readAtOnce(readers, runner, CheckStatus.UNKNOWN);
			this.letGo.countDown();
			this.up.await();
			times.addAll(readAtOnce(readers, runner, CheckStatus.UP));
			assertThat(this.runs).hasValue(1);
			Figures.assertAtMost("p99 of the readers", Readers.p99(times), Duration.ofMillis(20));
		}
		finally {
			this.letGo.countDown();
			readers.shutdownNow();
			runner.stop();
		}
	}

	private CheckResult run() throws InterruptedException {
		this.runs.incrementAndGet();
		this.running.countDown();
		this.letGo.await();
		return CheckResult.up();
	}

	/** Have all threads there before any of them reads, and return how long each took. */
	private static List<Long> readAtOnce(ExecutorService readers, CheckRunner runner, CheckStatus expected)
			throws Exception {
		CountDownLatch ready = new CountDownLatch(READERS);
		Callable<Long> read = () -> {
			ready.countDown();
			ready.await();
			long start = System.nanoTime();
			CheckVerdict verdict = Objects.requireNonNull(runner.verdict("slow"));
			long time = System.nanoTime() - start;
			assertThat(verdict.status()).isEqualTo(expected);
			return time;
		};
		List<Long> times = new ArrayList<>();
		for (Future<Long> reader : readers.invokeAll(Collections.nCopies(READERS, read))) {
			times.add(reader.get());
		}
		return times;
	}

}
