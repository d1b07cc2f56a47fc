package dev.healthcheck.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link WorkerDirectory} and the ways to verify files.
 */
class WorkerDirectoryTests {

	private static final Duration HEARTBEAT = Duration.ofSeconds(30);

	@TempDir
	private Path directory;

	private final FakeProcessTable processes = new FakeProcessTable();

	private long now;

	private WorkerDirectory directory(WorkerVerification verification) {
		return directory(this.directory, verification);
	}

	private WorkerDirectory directory(Path directory, WorkerVerification verification) {
		return new WorkerDirectory(WorkerFileName.of(directory, ".w.{}"), verification, HEARTBEAT, this.processes,
				() -> this.now);
	}

	private Path foreign(long digits) throws IOException {
		return Files.createFile(this.directory.resolve(".w." + digits));
	}

	private Path ours(long digits, WorkerProcess process) throws IOException {
		return Files.write(this.directory.resolve(".w." + digits), new WorkerFile(process, "app").content());
	}

	private static WorkerCount ready(int ready) {
		return WorkerCount.of(ready);
	}

	private static WorkerCount ignored(WorkerFinding finding) {
		return new WorkerCount(0, Map.of(finding.reason(), 1), null);
	}

	@Test
	void countWhenForeignProcessIsAliveCountsIt() throws IOException {
		this.processes.start(12, 900_000);
		this.processes.start(13, 900_001);
		foreign(12);
		foreign(13);
		Files.writeString(foreign(14), "14\n");
		assertThat(directory(WorkerVerification.PROCESS).count())
			.isEqualTo(new WorkerCount(2, Map.of("dead", 1), null));
	}

	@Test
	void countWhenForeignProcessDiesDropsIt() throws IOException {
		this.processes.start(12, 900_000);
		foreign(12);
		WorkerDirectory directory = directory(WorkerVerification.PROCESS);
		assertThat(directory.count()).isEqualTo(ready(1));
		this.processes.kill(12);
		assertThat(directory.count()).isEqualTo(ignored(WorkerFinding.DEAD));
	}

	@Test
	void countWhenPidIsReusedBetweenScansDropsIt() throws IOException {
		this.processes.start(12, 999_999);
		foreign(12);
		WorkerDirectory directory = directory(WorkerVerification.PROCESS);
		assertThat(directory.count()).isEqualTo(ready(1));
		// Within the slack: the pin alone tells
		this.processes.start(12, 1_000_000);
		assertThat(directory.count()).isEqualTo(ignored(WorkerFinding.DEAD));
		assertThat(directory.count()).isEqualTo(ignored(WorkerFinding.DEAD));
	}

	@Test
	void countWhenFileWasSeenWithoutProcessNeverCountsALaterOne() throws IOException {
		foreign(12);
		WorkerDirectory directory = directory(WorkerVerification.PROCESS);
		assertThat(directory.count()).isEqualTo(ignored(WorkerFinding.DEAD));
		this.processes.start(12, 1_000_000);
		assertThat(directory.count()).isEqualTo(ignored(WorkerFinding.DEAD));
	}

	@Test
	void countWhenFileIsFirstSeenAndOlderThanItsProcessIgnoresIt() throws IOException {
		this.processes.start(12, 900_000);
		this.processes.start(13, 900_000);
		Instant start = this.processes.time(900_000);
		Files.setLastModifiedTime(foreign(12), FileTime.from(start.minusMillis(2001)));
		Files.setLastModifiedTime(foreign(13), FileTime.from(start.minusMillis(2000)));
		WorkerDirectory directory = directory(WorkerVerification.PROCESS);
		WorkerCount expected = new WorkerCount(1, Map.of("older-than-process", 1), null);
		assertThat(directory.count()).isEqualTo(expected);
		// No later setting of the clock changes what was seen first
		this.processes.stepClock(-3600);
		assertThat(directory.count()).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(longs = { 3600, -3600 })
	void countWhenClockIsSetLosesNoWorker(long step) throws IOException {
		this.processes.start(12, 900_000);
		Path file = foreign(12);
		WorkerDirectory directory = directory(WorkerVerification.PROCESS);
		assertThat(directory.count()).isEqualTo(ready(1));
		this.processes.stepClock(step);
		assertThat(directory.count()).isEqualTo(ready(1));
		// Nor does a file system that changes its mind about the time
		Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
		assertThat(directory.count()).isEqualTo(ready(1));
	}

	@Test
	void countWhenFileIsReplacedSeesItForTheFirstTime() throws IOException {
		this.processes.start(12, 900_000);
		Path file = foreign(12);
		WorkerDirectory directory = directory(WorkerVerification.PROCESS);
		assertThat(directory.count()).isEqualTo(ready(1));
		this.processes.start(12, 950_000);
		assertThat(directory.count()).isEqualTo(ignored(WorkerFinding.DEAD));
		Files.move(Files.createFile(this.directory.resolve("new")), file, StandardCopyOption.ATOMIC_MOVE);
		assertThat(directory.count()).isEqualTo(ready(1));
		Path old = Files.createFile(this.directory.resolve("old"));
		Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));
		Files.move(old, file, StandardCopyOption.ATOMIC_MOVE);
		assertThat(directory.count()).isEqualTo(ignored(WorkerFinding.OLDER_THAN_PROCESS));
	}

	@Test
	void countWhenNewWorkerWritesToTheFileOfADeadOneCountsIt() throws IOException {
		this.processes.start(12, 900_000);
		Path file = foreign(12);
		WorkerDirectory directory = directory(WorkerVerification.PROCESS);
		directory.count();
		this.processes.start(12, 950_000);
		assertThat(directory.count()).isEqualTo(ignored(WorkerFinding.DEAD));
		Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(1)));
		assertThat(directory.count()).isEqualTo(ready(1));
	}

	@Test
	void countWhenFileIsOfOurFormatGoesByItsContent() throws IOException {
		this.processes.start(12, 900_000);
		this.processes.start(13, 900_000);
		Path file = ours(12, this.processes.process(12, 900_000));
		Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
		ours(13, this.processes.process(13, 899_999));
		ours(14, this.processes.process(14, 900_000));
		WorkerDirectory directory = directory(WorkerVerification.PROCESS);
		assertThat(directory.count()).isEqualTo(new WorkerCount(1, Map.of("dead", 2), null));
		this.processes.kill(12);
		assertThat(directory.count()).isEqualTo(new WorkerCount(0, Map.of("dead", 3), null));
	}

	@Test
	void countWhenFileIsOfAnotherNamespaceOrBootIgnoresIt() throws IOException {
		this.processes.start(12, 900_000);
		this.processes.start(13, 900_000);
		ours(12, new WorkerProcess(12, 900_000, FakeProcessTable.BOOT, "4026532178"));
		ours(13, new WorkerProcess(13, 900_000, "another", FakeProcessTable.NAMESPACE));
		// With our own pid, in a container of its own
		ours(1, new WorkerProcess(1, 77, FakeProcessTable.BOOT, "4026532179"));
		assertThat(directory(WorkerVerification.PROCESS).count())
			.isEqualTo(new WorkerCount(0, Map.of("other-namespace", 2, "other-boot", 1), null));
	}

	@Test
	void countWhenFileIsCopiedCountsOnlyTheOriginal() throws IOException {
		this.processes.start(12, 900_000);
		this.processes.start(13, 900_000);
		WorkerProcess process = this.processes.process(12, 900_000);
		ours(12, process);
		ours(13, process);
		assertThat(directory(WorkerVerification.PROCESS).count())
			.isEqualTo(new WorkerCount(1, Map.of("misnamed", 1), null));
	}

	@Test
	void countWhenNameHasTheNamespaceCountsIt() throws IOException {
		this.processes.start(12, 900_000);
		WorkerProcess process = this.processes.process(12, 900_000);
		ours(process.namespacedDigits(), process);
		assertThat(directory(WorkerVerification.PROCESS).count()).isEqualTo(ready(1));
	}

	@Test
	void countWhenContentIsNotUnderstoodIgnoresIt() throws IOException {
		this.processes.start(12, 900_000);
		Files.writeString(foreign(12), "healthcheck.worker=2\n");
		assertThat(directory(WorkerVerification.PROCESS).count()).isEqualTo(ignored(WorkerFinding.UNREADABLE));
	}

	@Test
	void countWhenProcessCannotBeLookedUpKeepsWhatWasLastFound() throws IOException {
		this.processes.start(12, 900_000);
		this.processes.start(13, 900_000);
		this.processes.hide(12);
		foreign(12);
		foreign(13);
		WorkerDirectory directory = directory(WorkerVerification.PROCESS);
		WorkerCount one = new WorkerCount(1, Map.of("unverifiable", 1), null);
		assertThat(directory.count()).isEqualTo(one);
		this.processes.hide(13);
		assertThat(directory.count())
			.isEqualTo(new WorkerCount(1, Map.of("unverifiable", 1), "file '" + this.directory.resolve(".w.13")
					+ "' cannot be verified: java.io.IOException: hidden;" + " keeping the last known state"));
		this.processes.kill(13);
		this.processes.show(13);
		assertThat(directory.count()).isEqualTo(new WorkerCount(0, Map.of("unverifiable", 1, "dead", 1), null));
		this.processes.hide(13);
		assertThat(directory.count().ignored()).isEqualTo(Map.of("unverifiable", 1, "dead", 1));
	}

	@Test
	void whenAnotherContainerHasOurPidAndAHeartbeatItIsCounted() throws IOException {
		Path file = foreign(1);
		WorkerDirectory directory = directory(WorkerVerification.HEARTBEAT);
		assertThat(directory.count()).isEqualTo(ignored(WorkerFinding.NO_HEARTBEAT));
		Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
		assertThat(directory.count()).isEqualTo(ready(1));
	}

	@ParameterizedTest
	@EnumSource(WorkerVerification.class)
	void countNeverCountsThisProcess(WorkerVerification verification) throws IOException {
		Path plain = (verification != WorkerVerification.HEARTBEAT) ? foreign(1) : ours(1, this.processes.self());
		Path namespaced = ours(FakeProcessTable.NAMESPACED, this.processes.self());
		WorkerDirectory directory = directory(verification);
		assertThat(directory.count()).isEqualTo(ready(0));
		ours(1, this.processes.self());
		Files.setLastModifiedTime(plain, FileTime.from(Instant.EPOCH));
		Files.setLastModifiedTime(namespaced, FileTime.from(Instant.EPOCH));
		assertThat(directory.count()).isEqualTo(ready(0));
	}

	@ParameterizedTest
	@EnumSource(WorkerVerification.class)
	void countWhenEntryIsNotARegularFileIgnoresIt(WorkerVerification verification) throws Exception {
		for (long pid = 12; pid <= 15; pid++) {
			this.processes.start(pid, 900_000);
		}
		Files.createDirectory(this.directory.resolve(".w.12"));
		Path target = Files.createFile(this.directory.resolve("target"));
		Files.createSymbolicLink(this.directory.resolve(".w.13"), target);
		Files.createSymbolicLink(this.directory.resolve(".w.14"), this.directory.resolve("missing"));
		assertThat(new ProcessBuilder("mkfifo", this.directory.resolve(".w.15").toString()).start().waitFor()).isZero();
		Files.createFile(this.directory.resolve(".w.16.old.bak"));
		Files.createFile(this.directory.resolve(".w."));
		assertThat(directory(verification).count()).isEqualTo(new WorkerCount(0, Map.of("not-regular", 4), null));
	}

	@Test
	void countWhenDirectoryHasPatternCharactersTakesThemLiterally() throws IOException {
		Path odd = Files.createDirectory(this.directory.resolve("[a]*?{b}"));
		Files.createFile(odd.resolve(".w.12"));
		assertThat(directory(odd, WorkerVerification.NONE).count()).isEqualTo(ready(1));
	}

	@Test
	void countWhenVerificationIsOffCountsEveryFile() throws IOException {
		foreign(12);
		ours(13, new WorkerProcess(13, 1, "another", "1"));
		ours(1, new WorkerProcess(1, 1, "another", "1"));
		assertThat(directory(WorkerVerification.NONE).count()).isEqualTo(ready(3));
	}

	@Test
	void countWhenHeartbeatIsSeenCountsUntilTimeout() throws IOException {
		Path file = foreign(12);
		WorkerDirectory directory = directory(WorkerVerification.HEARTBEAT);
		this.now = Long.MAX_VALUE - 10;
		assertThat(directory.count()).isEqualTo(ignored(WorkerFinding.NO_HEARTBEAT));
		this.now += Duration.ofSeconds(10).toNanos();
		assertThat(directory.count()).isEqualTo(ignored(WorkerFinding.NO_HEARTBEAT));
		// Whatever the time says, into the past too: it has changed
		Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
		assertThat(directory.count()).isEqualTo(ready(1));
		this.now += HEARTBEAT.toNanos();
		assertThat(directory.count()).isEqualTo(ready(1));
		this.now += 1;
		assertThat(directory.count()).isEqualTo(ignored(WorkerFinding.NO_HEARTBEAT));
		Files.setLastModifiedTime(file, FileTime.fromMillis(1));
		assertThat(directory.count()).isEqualTo(ready(1));
	}

	@Test
	void countWhenFileWasAwayWantsAFreshHeartbeat() throws IOException {
		Path file = foreign(12);
		WorkerDirectory directory = directory(WorkerVerification.HEARTBEAT);
		directory.count();
		Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
		assertThat(directory.count()).isEqualTo(ready(1));
		Files.delete(file);
		assertThat(directory.count()).isEqualTo(ready(0));
		foreign(12);
		assertThat(directory.count()).isEqualTo(ignored(WorkerFinding.NO_HEARTBEAT));
	}

	@Test
	void createWhenHeartbeatTimeoutIsNotPositiveThrows() {
		WorkerFileName names = WorkerFileName.of(this.directory, ".w.{}");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new WorkerDirectory(names, WorkerVerification.HEARTBEAT, Duration.ZERO))
			.withMessage("'heartbeatTimeout' must be positive");
	}

	@Test
	void countWhenDirectoryCannotBeReadKeepsWhatWasLastFound() throws IOException {
		this.processes.start(12, 900_000);
		this.processes.start(13, 900_000);
		Path directory = Files.createDirectory(this.directory.resolve("d"));
		Files.createFile(directory.resolve(".w.12"));
		Files.createFile(directory.resolve(".w.13"));
		Files.createFile(directory.resolve(".w.14"));
		WorkerDirectory workers = directory(directory, WorkerVerification.PROCESS);
		assertThat(workers.count()).isEqualTo(new WorkerCount(2, Map.of("dead", 1), null));
		Path away = Files.move(directory, this.directory.resolve("away"));
		Files.createSymbolicLink(directory, Path.of("d"));
		WorkerCount kept = workers.count();
		assertThat(kept).isEqualTo(new WorkerCount(2, Map.of("dead", 1), kept.problem()));
		assertThat(kept.problem()).startsWith("directory '" + directory + "' cannot be read: ")
			.endsWith("; keeping the last known state");
		// Processes can be looked up
		this.processes.kill(12);
		assertThat(workers.count().ready()).isEqualTo(1);
		Files.delete(directory);
		assertThat(workers.count().ready()).as("not there is an answer").isZero();
		Files.createSymbolicLink(directory, Path.of("d"));
		assertThat(workers.count().ready()).as("which is the last known state then").isZero();
		Files.delete(directory);
		Files.move(away, directory);
		assertThat(workers.count()).isEqualTo(new WorkerCount(1, Map.of("dead", 2), null));
	}

	@Test
	void countWhenDirectoryCannotBeReadTellsTheProblem() throws IOException {
		Path file = Files.createFile(this.directory.resolve("file"));
		Path loop = Files.createSymbolicLink(this.directory.resolve("loop"), Path.of("loop"));
		Path missing = this.directory.resolve("missing");
		assertThat(directory(missing, WorkerVerification.PROCESS).count())
			.isEqualTo(new WorkerCount(0, Map.of(), "directory '" + missing + "' is missing"));
		assertThat(directory(file, WorkerVerification.PROCESS).count())
			.isEqualTo(new WorkerCount(0, Map.of(), "directory '" + file + "' is not a directory"));
		assertThat(directory(loop, WorkerVerification.PROCESS).count().problem())
			.startsWith("directory '" + loop + "' cannot be read: ");
	}

	@Test
	void countWhenDirectoryWasAwayKeepsWhatWasSeen() throws IOException {
		this.processes.start(12, 900_000);
		Path directory = Files.createDirectory(this.directory.resolve("d"));
		Files.createFile(directory.resolve(".w.12"));
		WorkerDirectory workers = directory(directory, WorkerVerification.PROCESS);
		assertThat(workers.count()).isEqualTo(ready(1));
		Path away = Files.move(directory, this.directory.resolve("away"));
		assertThat(workers.count().problem()).isNotNull();
		Files.move(away, directory);
		this.processes.stepClock(3600);
		assertThat(workers.count()).isEqualTo(ready(1));
	}

	@Test
	void countWhenTooManyFilesMatchLooksAtTenThousand() throws IOException {
		for (int i = 0; i < 10_003; i++) {
			foreign(100 + i);
		}
		assertThat(directory(WorkerVerification.NONE).count())
			.isEqualTo(new WorkerCount(10_000, Map.of("too-many", 3), null));
	}

	@Test
	void createWhenReadyIsNegativeThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> WorkerCount.of(-1));
	}

}
