package dev.healthcheck.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figure 11 of docs/reliability.md: the file system that the files of workers and of
 * maintenance are on hangs, as one on a network does when its server is gone. The system
 * property {@code figures.stall.seconds} sets for how long.
 */
@Tag("figures")
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class StalledFileSystemTests {

	private static final Duration STALL = Duration.ofSeconds(Integer.getInteger("figures.stall.seconds", 3));

	/** One second by default; less where there is no time for it. */
	private static final Duration INTERVAL = (STALL.toSeconds() >= 10) ? Duration.ofSeconds(1) : Duration.ofMillis(400);

	private static final Duration BOUND = Duration.ofMillis(20);

	/** What else runs on the machine may spoil one stall for its readers. */
	private static final int ROUNDS = 5;

	@TempDir
	private Path source;

	@TempDir
	private Path directory;

	private Mount mount;

	private Process other;

	@BeforeEach
	void mount() throws Exception {
		SystemCommand.assumeRoot();
		SystemCommand.assume("bindfs");
		SystemCommand.assume(Files.isWritable(Path.of("/dev/fuse")), "/dev/fuse");
		this.mount = Mount.mirror(this.directory, this.source);
		this.other = new ProcessBuilder("sleep", "600").start();
		Files.createFile(this.source.resolve(".w." + this.other.pid()));
		Files.writeString(this.source.resolve(".entered"), "disks\n");
	}

	@AfterEach
	void unmount() throws Exception {
		if (this.mount != null) {
			this.mount.close();
			this.other.destroyForcibly();
		}
	}

	@Test
	void whenFilesHangProbesAreAnsweredAndTheHangIsReported() throws Exception {
		try (StalledInstance instance = new StalledInstance(this.directory, INTERVAL)) {
			awaitWell(instance);
			boolean inTime = false;
			for (int round = 0; round < ROUNDS && !inTime; round++) {
				try {
					inTime = stall(instance);
				}
				finally {
					this.mount.resume();
				}
				awaitWell(instance);
			}
			assertThat(inTime).as("probes answered within " + BOUND).isTrue();
			assertThat(this.source.resolve(".w." + ProcessHandle.current().pid())).isRegularFile();
		}
	}

	private static void awaitWell(StalledInstance instance) {
		Awaitility.await().untilAsserted(() -> {
			assertThat(instance.verdicts()).containsExactly("workers UP", "two UP", "maintenance UP",
					"entered MAINTENANCE", "pool UP");
			assertThat(instance.get("/readyz")).startsWith("HTTP/1.1 200 ");
		});
	}

	private boolean stall(StalledInstance instance) throws Exception {
		long begin = System.nanoTime();
		this.mount.stall();
		int threads = Thread.activeCount();
		ProbeTimes times = ProbeTimes.during(instance, STALL);
		Awaitility.await()
			.untilAsserted(() -> assertThat(instance.verdicts()).containsExactly("workers DEGRADED late",
					"two DOWN late", "maintenance UP late", "entered MAINTENANCE late", "pool UP"));
		// This process alone is enough for the one, and not for the other
		assertThat(instance.get("/readyz")).startsWith("HTTP/1.1 200 ");
		assertThat(instance.get("/two")).startsWith("HTTP/1.1 503 ");
		assertThat(instance.get("/entered")).startsWith("HTTP/1.1 503 ");
		assertThat(instance.threads()).containsExactlyInAnyOrder("stalled-workers", "stalled-two",
				"stalled-maintenance", "stalled-entered");
		int runsOfPool = instance.runsOfPool();
		Awaitility.await().until(() -> instance.runsOfPool() > runsOfPool);
		Duration lateAfter = Duration.ofNanos(instance.lateAt() - begin);
		System.out.printf(
				"Figure 11: stalled for %d s at an interval of %d ms: late after %d ms at the latest, %s, threads %+d%n",
				STALL.toSeconds(), INTERVAL.toMillis(), lateAfter.toMillis(), times, Thread.activeCount() - threads);
		assertThat(times.failures()).isEmpty();
		return lateAfter.compareTo(INTERVAL.multipliedBy(3)) <= 0 && times.holds(BOUND);
	}

}
