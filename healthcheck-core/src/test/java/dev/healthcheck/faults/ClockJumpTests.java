package dev.healthcheck.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Figure 21 of docs/reliability.md: libfaketime sets the wall clock of a running JVM, and
 * leaves the monotonic one alone, as the kernel does. {@code clock_gettime} of
 * {@code CLOCK_MONOTONIC} is what {@code System.nanoTime} and time-outs of locks read on
 * Linux. The system property {@code figures.clock.rounds} sets how often.
 */
@Tag("figures")
@EnabledOnOs(OS.LINUX)
@Timeout(600)
class ClockJumpTests {

	private static final int ROUNDS = Integer.getInteger("figures.clock.rounds", 1);

	private static final String WELL = "[workers UP, beating UP, maintenance UP, steady UP, switched UP]";

	private static final Duration IN_TIME = Duration.ofSeconds(30);

	private static final Duration POLL = Duration.ofMillis(30);

	@TempDir
	private static Path directory;

	private static ScheduledExecutorService beat;

	private static Process other;

	private static ChildJvm child;

	@BeforeAll
	static void startChild() throws IOException {
		Path library = Stream.of("x86_64-linux-gnu", "aarch64-linux-gnu")
			.map((machine) -> Path.of("/usr/lib", machine, "faketime/libfaketimeMT.so.1"))
			.filter(Files::exists)
			.findFirst()
			.orElse(Path.of("none"));
		SystemCommand.assume(Files.exists(library), "libfaketime");
		beat = Executors.newSingleThreadScheduledExecutor();
		other = new ProcessBuilder("sleep", "3600").start();
		Path beating = Files.createDirectory(directory.resolve("beating"));
		Files.createFile(directory.resolve(".w." + other.pid()));
		Path heart = Files.createFile(beating.resolve(".w.1"));
		var unused = beat.scheduleWithFixedDelay(() -> touch(heart), 0, 100, TimeUnit.MILLISECONDS);
		set(Duration.ZERO);
		child = ChildJvm.start(List.of(),
				Map.of("LD_PRELOAD", library.toString(), "FAKETIME_TIMESTAMP_FILE", clock().toString(),
						"FAKETIME_NO_CACHE", "1", "DONT_FAKE_MONOTONIC", "1", "FAKETIME_DONT_FAKE_MONOTONIC", "1",
						"NO_FAKE_STAT", "1", "TZ", "Europe/Berlin"),
				ChildJvm.classPath(), ClockProgram.class, directory.toString(), "2");
		// However long it takes to start
		child.ask("now");
	}

	@AfterAll
	static void stop() throws IOException {
		if (child != null) {
			child.close();
			other.destroyForcibly();
			beat.shutdownNow();
		}
	}

	private static void touch(Path file) {
		try {
			Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Path clock() {
		return directory.resolve("clock");
	}

	/**
	 * Set the wall clock of the child.
	 * @param step by how much it is off from now on
	 */
	private void step(Duration step) throws IOException {
		set(step);
		Awaitility.await()
			.atMost(IN_TIME)
			.pollInterval(POLL)
			.untilAsserted(() -> assertThat(now().toInstant()).isCloseTo(Instant.now().plus(step),
					within(Duration.ofMinutes(1))));
	}

	private static void set(Duration step) throws IOException {
		Path draft = Files.writeString(directory.resolve("clock.draft"), "%+d\n".formatted(step.toSeconds()));
		Files.move(draft, clock(), StandardCopyOption.ATOMIC_MOVE);
	}

	private static OffsetDateTime now() throws IOException {
		return OffsetDateTime.parse(child.ask("now"));
	}

	@BeforeEach
	void startWell() throws IOException {
		Files.deleteIfExists(directory.resolve(".maintenance"));
		step(Duration.ZERO);
		child.ask("good");
		child.ask("start");
		await("verdicts", WELL);
		// Listeners have received all changes of the former test
		await("notified", WELL);
		child.ask("forget");
	}

	/** Return how long it takes until the change is told. */
	private Duration switchTo(String command, String change) throws IOException {
		long begin = System.nanoTime();
		child.ask(command);
		Awaitility.await()
			.atMost(IN_TIME)
			.pollInterval(POLL)
			.untilAsserted(() -> assertThat(child.ask("changes")).endsWith(change));
		return Duration.ofNanos(System.nanoTime() - begin);
	}

	private void await(String question, String answer) {
		Awaitility.await()
			.atMost(IN_TIME)
			.pollInterval(POLL)
			.untilAsserted(() -> assertThat(child.ask(question)).isEqualTo(answer));
	}

	private void awaitRuns(int more) throws IOException {
		int runs = Integer.parseInt(child.ask("runs")) + more;
		Awaitility.await().atMost(IN_TIME).pollInterval(POLL).until(() -> Integer.parseInt(child.ask("runs")) >= runs);
	}

	@Test
	void whenTheWallClockIsSetNothingChangesAndNothingIsStale() throws Exception {
		Duration slowest = Duration.ZERO;
		int steps = 0;
		for (int round = 0; round < ROUNDS; round++) {
			for (int hours : new int[] { 1, -1 }) {
				step(Duration.ofHours(hours));
				steps++;
				// Several intervals of everything, at the new time
				awaitRuns(5);
				assertThat(child.ask("changes")).as("after a step to %+d h".formatted(hours)).isEqualTo("[]");
				assertThat(child.ask("verdicts")).isEqualTo(WELL);
				Duration took = switchTo("bad", "switched DOWN]");
				slowest = (took.compareTo(slowest) > 0) ? took : slowest;
				switchTo("good", "switched UP]");
				assertThat(child.ask("changes")).isEqualTo("[switched DOWN, switched UP]");
				child.ask("forget");
			}
		}
		System.out.printf(
				"Figure 21: %d steps of the wall clock by 1 and 2 h, 0 transitions of their own,"
						+ " 0 workers lost, a check that turned bad was DOWN after %d ms at the latest%n",
				steps, slowest.toMillis());
	}

	@Test
	void maintenanceEndsByTheWallClockAndByNothingElse() throws Exception {
		Path file = directory.resolve(".maintenance");
		Instant end = Instant.now().plus(Duration.ofMinutes(90));
		Files.writeString(file, "disks\nuntil: " + end + "\n");
		await("changes", "[maintenance MAINTENANCE]");
		for (int hours : new int[] { 1, -1 }) {
			step(Duration.ofHours(hours));
			awaitRuns(5);
		}
		assertThat(child.ask("changes")).isEqualTo("[maintenance MAINTENANCE]");
		set(Duration.ofHours(2));
		await("changes", "[maintenance MAINTENANCE, maintenance UP]");
		// It is before its end again
		set(Duration.ofHours(1));
		await("changes", "[maintenance MAINTENANCE, maintenance UP, maintenance MAINTENANCE]");
	}

	@ParameterizedTest
	@CsvSource({ "2027-03-28T01:00:00Z, +01:00, +02:00", "2027-10-31T01:00:00Z, +02:00, +01:00" })
	void whenDaylightSavingTimeBeginsOrEndsNothingChanges(Instant change, ZoneOffset before, ZoneOffset after)
			throws Exception {
		// Set again until it is looked at within the last second
		OffsetDateTime last = Awaitility.await().atMost(IN_TIME).pollInterval(POLL).until(() -> {
			set(Duration.between(Instant.now(), change).minusSeconds(1));
			return now();
		}, (now) -> now.toInstant().isBefore(change) && now.toInstant().isAfter(change.minusSeconds(60)));
		assertThat(last.getOffset()).isEqualTo(before);
		OffsetDateTime first = Awaitility.await()
			.atMost(IN_TIME)
			.pollInterval(POLL)
			.until(ClockJumpTests::now, (now) -> !now.toInstant().isBefore(change));
		assertThat(first.getOffset()).isEqualTo(after);
		awaitRuns(5);
		assertThat(child.ask("changes")).isEqualTo("[]");
		assertThat(child.ask("verdicts")).isEqualTo(WELL);
	}

}
