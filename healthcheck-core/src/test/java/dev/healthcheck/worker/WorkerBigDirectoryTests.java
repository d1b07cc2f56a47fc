package dev.healthcheck.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

import dev.healthcheck.CapturedLog;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.check.OnTimeout;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts 64 workers in a directory of 100,000 files: rightly, with little memory, and
 * without readers noticing.
 */
@Tag("figures")
@EnabledOnOs(OS.LINUX)
class WorkerBigDirectoryTests {

	private static final int FILES = 100_000;

	private static final int WORKERS = 64;

	private static final int READS = 3000;

	@TempDir
	private static Path directory;

	private static SleepingProcesses workers;

	@BeforeAll
	static void fill() throws IOException {
		workers = SleepingProcesses.start(WORKERS, true);
		for (int i = 0; i < FILES - WORKERS; i++) {
			Files.createFile(directory.resolve("some-upload-or-log-file-" + i));
		}
		for (long pid : workers.pids()) {
			Files.createFile(directory.resolve(".w." + pid));
		}
	}

	@AfterAll
	static void stop() {
		workers.close();
	}

	private static WorkerDirectory directory() {
		return new WorkerDirectory(WorkerFileName.of(directory, ".w.{}"), WorkerVerification.PROCESS,
				Duration.ofSeconds(30));
	}

	@Test
	void countKeepsLittleInMemory() {
		directory().count();
		long before = liveHeap();
		WorkerDirectory directory = directory();
		assertThat(directory.count()).isEqualTo(WorkerCount.of(WORKERS));
		long retained = liveHeap() - before;
		assertThat(directory.count()).isEqualTo(WorkerCount.of(WORKERS));
		System.out.printf("Figure 10: %d files, %.2f MiB retained%n", FILES, retained / 1048576.0);
		assertThat(retained).isLessThanOrEqualTo(5 << 20);
	}

	private static long liveHeap() {
		Runtime runtime = Runtime.getRuntime();
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return runtime.totalMemory() - runtime.freeMemory();
	}

	@Test
	void readersDoNotNoticeScans() throws Exception {
		WorkersCheck check = new WorkersCheck(1, List.of(directory()));
		CheckRunner runner = new CheckRunner(new CheckThreads("test", 1), CheckSettings.defaults(), List.of());
		AtomicInteger scans = new AtomicInteger();
		runner.register("workers", () -> {
			scans.incrementAndGet();
			return check.run();
		}, CheckSettings.polling(Duration.ofMillis(1), OnTimeout.down()));
		ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor();
		AtomicLongArray nanos = new AtomicLongArray(READS);
		AtomicInteger reads = new AtomicInteger();
		try (CapturedLog changes = CapturedLog.of(Class.forName("dev.healthcheck.check.CheckLog"))) {
			runner.start();
			Awaitility.await().until(() -> "64 of 1 workers ready".equals(message(runner)));
			int scansBefore = scans.get();
			Future<?> reading = reader.scheduleWithFixedDelay(() -> {
				int read = reads.getAndIncrement();
				long start = System.nanoTime();
				if (read < READS && "64 of 1 workers ready".equals(message(runner))) {
					nanos.set(read, System.nanoTime() - start);
				}
			}, 0, 1, TimeUnit.MILLISECONDS);
			Awaitility.await().until(() -> reads.get() >= READS);
			reading.cancel(false);
			int scanned = scans.get() - scansBefore;
			long[] sorted = new long[READS];
			Arrays.setAll(sorted, nanos::get);
			Arrays.sort(sorted);
			assertThat(sorted[0]).as("a wrong count was read").isPositive();
			System.out.printf("Figure 10: %d scans during %d reads, p99 %.2f ms, max %.2f ms%n", scanned, READS,
					sorted[READS * 99 / 100] / 1e6, sorted[READS - 1] / 1e6);
			assertThat(scanned).isGreaterThan(5);
			assertThat(Duration.ofNanos(sorted[READS * 99 / 100])).isLessThanOrEqualTo(Duration.ofMillis(10));
		}
		finally {
			reader.shutdownNow();
			runner.stop();
		}
	}

	private static String message(CheckRunner runner) {
		CheckResult result = Objects.requireNonNull(runner.verdict("workers")).result();
		return (result != null) ? String.valueOf(result.message()) : "";
	}

}
