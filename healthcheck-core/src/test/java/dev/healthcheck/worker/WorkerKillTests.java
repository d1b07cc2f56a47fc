package dev.healthcheck.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.healthcheck.CapturedLog;
import dev.healthcheck.check.CheckRun;
import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.check.OnTimeout;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills worker processes, again and again: they must be out of the published count within
 * a scan interval and 50 ms, whether somebody reaps them or not. The system property
 * {@code figures.kill.rounds} sets how often.
 */
@Tag("figures")
@EnabledOnOs(OS.LINUX)
class WorkerKillTests {

	private static final int ROUNDS = Integer.getInteger("figures.kill.rounds", 50);

	/** Rounds in which a new JVM still loads and compiles what it is to run. */
	private static final int WARM_UP = 5;

	private static final int WORKERS = 64;

	/** The most files of dead ones that are left. */
	private static final int LEFT = 10 * WORKERS;

	/** Each round waits for the runner's timer, for the scan and for the reader. */
	private static final int THREADS = 3;

	private static final Duration SCAN_INTERVAL = Duration.ofMillis(50);

	/** A scan interval, which the runner's jitter lengthens by a tenth, and 50 ms. */
	private static final Duration LIMIT = SCAN_INTERVAL.multipliedBy(11).dividedBy(10).plusMillis(50);

	private final Random random = new Random(8);

	private final List<SleepingProcesses> parents = new ArrayList<>();

	private final List<Long> alive = new ArrayList<>();

	/** Those whose files are left. */
	private final List<Long> dead = new ArrayList<>();

	private final ScheduledExecutorService stallClock = Executors.newSingleThreadScheduledExecutor();

	private final AtomicLong stalled = new AtomicLong();

	private Future<?> stalls;

	private long lastTick = System.nanoTime();

	@TempDir
	private Path directory;

	/**
	 * Add up for how long the machine, busy with something else, kept a thread waiting
	 * that had next to nothing to do: the limit is that of a machine that does not.
	 */
	@BeforeEach
	void measureStalls() {
		this.stalls = this.stallClock.scheduleWithFixedDelay(() -> {
			long now = System.nanoTime();
			this.stalled.addAndGet(Math.max(0, now - this.lastTick - TimeUnit.MILLISECONDS.toNanos(2)));
			this.lastTick = now;
		}, 0, 1, TimeUnit.MILLISECONDS);
	}

	@AfterEach
	void stop() {
		this.stalls.cancel(false);
		this.stallClock.shutdownNow();
		this.parents.forEach(SleepingProcesses::close);
	}

	@Test
	void killedWorkersLeaveTheCountWithinAScan() throws Exception {
		WorkersCheck check = new WorkersCheck(1,
				List.of(new WorkerDirectory(WorkerFileName.of(this.directory, ".gunicorn.worker.{}"),
						WorkerVerification.PROCESS, Duration.ofSeconds(30))));
		CheckRunner runner = new CheckRunner(new CheckThreads("test", 1), CheckSettings.defaults(), List.of());
		runner.register("workers", check, CheckSettings.polling(SCAN_INTERVAL, OnTimeout.down()));
		long[] nanos = new long[ROUNDS];
		int slow = 0;
		try (CapturedLog changes = CapturedLog.of(Class.forName("dev.healthcheck.check.CheckLog"))) {
			startWorkers(WORKERS);
			runner.start();
			Awaitility.await().until(() -> isStarted(runner) && ready(run(runner)) == WORKERS);
			for (int round = -WARM_UP; round < ROUNDS; round++) {
				long stalled = this.stalled.get();
				long time = killSome(runner);
				if (round >= 0) {
					nanos[round] = time;
					slow += (time > LIMIT.toNanos() + THREADS * (this.stalled.get() - stalled)) ? 1 : 0;
				}
				// Over-counts would show in what comes next, too
				long right = run(runner).startedAt();
				SleepingProcesses.await(() -> run(runner).startedAt() != right);
				assertThat(ready(run(runner))).isEqualTo(this.alive.size());
				removeLeftFiles();
				startWorkers(WORKERS - this.alive.size());
				SleepingProcesses.await(() -> ready(run(runner)) == WORKERS);
			}
			assertThat(changes.lines()).isEmpty();
		}
		finally {
			runner.stop();
		}
		Arrays.sort(nanos);
		long late = Arrays.stream(nanos).filter((time) -> time > LIMIT.toNanos()).count();
		System.out.printf(
				"Figure 8: %d rounds, right again after p50 %.1f ms, max %.1f ms, %d after more than %s,"
						+ " %d of them for no stall of the machine%n",
				ROUNDS, nanos[ROUNDS / 2] / 1e6, nanos[ROUNDS - 1] / 1e6, late, LIMIT, slow);
		// That no scan counts a dead one is asserted in each round; time is the machine's
		assertThat(slow).isLessThanOrEqualTo(ROUNDS / 20);
	}

	private long killSome(CheckRunner runner) {
		Collections.shuffle(this.alive, this.random);
		List<Long> victims = this.alive.subList(0, 1 + this.random.nextInt(32));
		List<Long> gone = List.copyOf(victims);
		gone.forEach((pid) -> this.parents.forEach((parent) -> parent.kill(pid)));
		victims.clear();
		gone.forEach(SleepingProcesses::awaitGone);
		this.dead.addAll(gone);
		long start = System.nanoTime();
		SleepingProcesses.await(() -> {
			CheckRun run = run(runner);
			// A scan that began after the end of a process never counts it
			if (run.startedAt() - start > 0) {
				assertThat(ready(run)).isEqualTo(this.alive.size());
			}
			return ready(run) == this.alive.size();
		});
		return System.nanoTime() - start;
	}

	/**
	 * Remove the files of dead workers when there are ten times as many as workers: each
	 * is looked at in each scan, and thousands make a scan last.
	 * @throws IOException if they cannot be removed
	 */
	private void removeLeftFiles() throws IOException {
		if (this.dead.size() > LEFT) {
			for (long pid : this.dead) {
				if (!this.alive.contains(pid)) {
					Files.deleteIfExists(this.directory.resolve(".gunicorn.worker." + pid));
				}
			}
			this.dead.clear();
		}
	}

	/**
	 * Start workers, half of them with a parent that never reaps them.
	 * @param count how many
	 * @throws IOException if they cannot be started
	 */
	private void startWorkers(int count) throws IOException {
		this.parents.removeIf((parent) -> {
			if (parent.areAllKilled()) {
				parent.close();
				return true;
			}
			return false;
		});
		startWorkers(count / 2, true);
		startWorkers(count - count / 2, false);
	}

	private void startWorkers(int count, boolean reaped) throws IOException {
		SleepingProcesses started = SleepingProcesses.start(count, reaped);
		this.parents.add(started);
		for (long pid : started.pids()) {
			// A file that a dead one left is written to, as gunicorn would
			Files.write(this.directory.resolve(".gunicorn.worker." + pid), new byte[0]);
			this.alive.add(pid);
		}
	}

	private static CheckRun run(CheckRunner runner) {
		return Objects.requireNonNull(Objects.requireNonNull(runner.verdict("workers")).lastRun());
	}

	private static boolean isStarted(CheckRunner runner) {
		return Objects.requireNonNull(runner.verdict("workers")).lastRun() != null;
	}

	private static long ready(CheckRun run) {
		return (long) run.result().details().getOrDefault("ready", -1L);
	}

}
