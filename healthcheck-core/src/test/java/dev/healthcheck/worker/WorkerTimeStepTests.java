package dev.healthcheck.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The clocks of real workers' files and of this process are set, as NTP and file servers
 * do.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class WorkerTimeStepTests {

	private static final int WORKERS = 16;

	private static final List<Duration> STEPS = List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ZERO,
			Duration.ofSeconds(-3), Duration.ofSeconds(3), Duration.ofDays(-365), Duration.ofDays(365));

	private static final Duration HEARTBEAT = Duration.ofSeconds(30);

	@TempDir
	private Path directory;

	private SleepingProcesses workers;

	private Duration step = Duration.ZERO;

	private long now = Long.MAX_VALUE - 1000;

	@BeforeEach
	void start() throws IOException {
		this.workers = SleepingProcesses.start(WORKERS, true);
		WorkerProcess self = ProcessTable.system().self();
		for (int i = 0; i < WORKERS; i++) {
			long pid = this.workers.pids().get(i);
			// Every other one as gunicorn would
			Files.write(names().file(pid), (i % 2 == 0) ? new byte[0] : new WorkerFile(new WorkerProcess(pid,
					ProcessTable.system().start(pid).orElseThrow(), self.boot(), self.namespace()), "app")
				.content());
		}
	}

	@AfterEach
	void stop() {
		this.workers.close();
	}

	private WorkerFileName names() {
		return WorkerFileName.of(this.directory, ".w.{}");
	}

	/** Return a source whose wall clock is stepped; the process table is the real one. */
	private WorkerDirectory directory(WorkerVerification verification) throws IOException {
		ProcessTable processes = new LinuxProcessTable(Path.of("/proc"), ProcessHandle.current().pid(),
				() -> Instant.now().plus(this.step));
		return new WorkerDirectory(names(), verification, HEARTBEAT, processes, () -> this.now);
	}

	private void stepFiles(Duration step) throws IOException {
		for (long pid : this.workers.pids()) {
			Files.setLastModifiedTime(names().file(pid), FileTime.from(Instant.now().plus(step)));
		}
	}

	@Test
	void whenTheClockOfTheFilesIsSetNoWorkerIsLostAndNoneAdded() throws IOException {
		WorkerDirectory directory = directory(WorkerVerification.PROCESS);
		List<Integer> counts = new ArrayList<>();
		for (Duration step : STEPS) {
			counts.add(directory.count().ready());
			stepFiles(step);
			counts.add(directory.count().ready());
		}
		assertThat(counts).containsOnly(WORKERS);
		List<Long> dead = this.workers.pids().subList(0, 4);
		dead.forEach(this.workers::kill);
		dead.forEach(SleepingProcesses::awaitGone);
		for (Duration step : STEPS) {
			assertThat(directory.count()).isEqualTo(new WorkerCount(WORKERS - 4, Map.of("dead", 4), null));
			stepFiles(step);
		}
	}

	@Test
	void whenOurClockIsSetNoWorkerIsLostAndNoneAdded() throws IOException {
		WorkerDirectory directory = directory(WorkerVerification.PROCESS);
		assertThat(directory.count()).isEqualTo(WorkerCount.of(WORKERS));
		for (Duration step : STEPS) {
			this.step = step;
			assertThat(directory.count()).as("step " + step).isEqualTo(WorkerCount.of(WORKERS));
		}
		this.workers.kill(this.workers.pids().get(0));
		SleepingProcesses.awaitGone(this.workers.pids().get(0));
		for (Duration step : STEPS) {
			this.step = step;
			assertThat(directory.count().ready()).as("step " + step).isEqualTo(WORKERS - 1);
		}
	}

	/**
	 * What has no content of ours is told from what a dead process left by its age alone,
	 * when it is first seen. If the clock was set forward since it was written, that
	 * makes it older than its process, until it is written to.
	 */
	@Test
	void whenTheClockWasSetForwardBeforeTheFirstLookOursCountAndOthersOnceTheyAreWrittenTo() throws IOException {
		this.step = Duration.ofHours(1);
		WorkerDirectory directory = directory(WorkerVerification.PROCESS);
		assertThat(directory.count())
			.isEqualTo(new WorkerCount(WORKERS / 2, Map.of("older-than-process", WORKERS / 2), null));
		stepFiles(this.step);
		assertThat(directory.count()).isEqualTo(WorkerCount.of(WORKERS));
		this.step = Duration.ZERO;
		assertThat(directory.count()).isEqualTo(WorkerCount.of(WORKERS));
	}

	@ParameterizedTest
	@ValueSource(longs = { -3600, -3, 1 })
	void whenTheClockWasSetBackOrSlewedBeforeTheFirstLookAllCount(long seconds) throws IOException {
		this.step = Duration.ofSeconds(seconds);
		assertThat(directory(WorkerVerification.PROCESS).count()).isEqualTo(WorkerCount.of(WORKERS));
	}

	@Test
	void heartbeatsAreTimedByUsWhateverTheClockOfTheFilesSays() throws IOException {
		WorkerDirectory directory = directory(WorkerVerification.HEARTBEAT);
		assertThat(directory.count().ready()).isZero();
		for (Duration step : STEPS) {
			stepFiles(step);
			this.step = step.negated();
			assertThat(directory.count()).as("step " + step).isEqualTo(WorkerCount.of(WORKERS));
			this.now += HEARTBEAT.toNanos();
			assertThat(directory.count()).as("step " + step).isEqualTo(WorkerCount.of(WORKERS));
		}
		// However far in the future they were written: what does not change is dead
		stepFiles(Duration.ofDays(365));
		assertThat(directory.count()).isEqualTo(WorkerCount.of(WORKERS));
		this.now += HEARTBEAT.toNanos() + 1;
		assertThat(directory.count()).isEqualTo(new WorkerCount(0, Map.of("no-heartbeat", WORKERS), null));
	}

	@Test
	void heartbeatOfAnInstanceWhoseClockIsSetGoesOn() throws IOException {
		WorkerDirectory directory = new WorkerDirectory(names(), WorkerVerification.HEARTBEAT, HEARTBEAT,
				new FakeProcessTable(), () -> this.now);
		ProcessTable processes = ProcessTable.system();
		WorkerRegistration registration = new WorkerRegistration(names(), "app", HEARTBEAT, processes, () -> this.now,
				() -> Instant.now().plus(this.step));
		assertThat(registration.renew()).isNull();
		directory.count();
		for (Duration step : STEPS) {
			this.step = step;
			this.now += HEARTBEAT.dividedBy(3).toNanos();
			assertThat(registration.renew()).isNull();
			assertThat(directory.count().ready()).as("step " + step).isEqualTo(1);
		}
	}

}
