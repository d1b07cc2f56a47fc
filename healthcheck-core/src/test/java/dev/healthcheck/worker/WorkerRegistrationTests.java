package dev.healthcheck.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link WorkerRegistration} and {@link WorkerSweep}.
 */
class WorkerRegistrationTests {

	private static final WorkerProcess ELSEWHERE = new WorkerProcess(1, 77, FakeProcessTable.BOOT, "4026532178");

	@TempDir
	private Path parent;

	private final FakeProcessTable processes = new FakeProcessTable();

	private long now = Long.MAX_VALUE - 10;

	private Instant time = Instant.parse("2026-11-20T12:00:00Z");

	private Path directory() throws IOException {
		return Files.createDirectories(this.parent.resolve("d"));
	}

	private Path file(long digits) throws IOException {
		return directory().resolve(".w." + digits);
	}

	private WorkerRegistration registration() throws IOException {
		return registration(directory(), null, this.processes);
	}

	private WorkerRegistration registration(Path directory, @Nullable Duration heartbeat, ProcessTable processes) {
		return new WorkerRegistration(WorkerFileName.of(directory, ".w.{}"), "app", heartbeat, processes,
				() -> this.now, () -> this.time);
	}

	private List<String> entries() throws IOException {
		try (Stream<Path> entries = Files.list(directory())) {
			return entries.map((entry) -> entry.getFileName().toString()).sorted().toList();
		}
	}

	private void assertOurs(Path file) throws IOException {
		assertThat(WorkerFile.read(file)).isEqualTo(new WorkerFile(this.processes.self(), "app"));
	}

	private void write(Path file, WorkerProcess process) throws IOException {
		Files.write(file, new WorkerFile(process, "other").content());
	}

	@Test
	void renewWritesTheFileAndRemoveRemovesIt() throws IOException {
		WorkerRegistration registration = registration();
		registration.remove();
		assertThat(registration.renew()).isNull();
		assertThat(entries()).containsExactly(".w.1");
		assertOurs(file(1));
		registration.remove();
		assertThat(entries()).isEmpty();
	}

	@Test
	void renewWhenFileIsOursLeavesItAlone() throws IOException {
		WorkerRegistration registration = registration();
		registration.renew();
		Files.setLastModifiedTime(file(1), FileTime.from(Instant.EPOCH));
		Object key = Files.getAttribute(file(1), "unix:ino");
		assertThat(registration.renew()).isNull();
		assertThat(Files.getAttribute(file(1), "unix:ino")).isEqualTo(key);
		assertThat(Files.getLastModifiedTime(file(1))).isEqualTo(FileTime.from(Instant.EPOCH));
	}

	@Test
	void renewWhenDirectoryGoesAndComesBackWritesAgain() throws IOException {
		WorkerRegistration registration = registration();
		registration.renew();
		Files.delete(file(1));
		Files.delete(directory());
		assertThat(registration.renew()).contains("NoSuchFile");
		directory();
		assertThat(registration.renew()).isNull();
		assertOurs(file(1));
	}

	@Test
	void renewWhenNameIsTakenElsewhereAddsTheNamespace() throws IOException {
		write(file(1), ELSEWHERE);
		WorkerRegistration registration = registration();
		assertThat(registration.renew()).isNull();
		assertThat(WorkerFile.read(file(1))).isEqualTo(new WorkerFile(ELSEWHERE, "other"));
		assertOurs(file(FakeProcessTable.NAMESPACED));
		registration.remove();
		assertThat(entries()).containsExactly(".w.1");
	}

	@Test
	void renewWhenFileSaysNothingOrIsNoFileLeavesItAlone() throws IOException {
		Files.createFile(file(1));
		Path target = Files.createFile(this.parent.resolve("target"));
		Files.createSymbolicLink(file(FakeProcessTable.NAMESPACED), target);
		assertThat(registration().renew()).contains("FileAlreadyExists").contains(".w." + FakeProcessTable.NAMESPACED);
		assertThat(file(1)).isEmptyFile();
		assertThat(target).isEmptyFile();
		assertThat(file(FakeProcessTable.NAMESPACED)).isSymbolicLink();
		assertThat(entries()).hasSize(2);
	}

	@Test
	void renewWhenNameIsADirectoryOrNotUnderstoodLeavesItAlone() throws IOException {
		Files.createDirectory(file(1));
		Files.writeString(file(FakeProcessTable.NAMESPACED), "healthcheck.worker=2\n");
		assertThat(registration().renew()).contains("FileAlreadyExists");
		assertThat(file(1)).isEmptyDirectory();
		assertThat(file(FakeProcessTable.NAMESPACED)).hasContent("healthcheck.worker=2\n");
	}

	@Test
	void renewWhenAnEarlierProcessHadOurPidOverwritesItsFile() throws IOException {
		write(file(1), this.processes.process(1, 76));
		assertThat(registration().renew()).isNull();
		assertThat(entries()).containsExactly(".w.1");
		assertOurs(file(1));
	}

	@Test
	void renewWhenARaceIsLostTakesTheOtherName() throws IOException {
		WorkerRegistration registration = registration();
		registration.renew();
		write(file(1), ELSEWHERE);
		assertThat(registration.renew()).isNull();
		assertThat(WorkerFile.read(file(1))).isEqualTo(new WorkerFile(ELSEWHERE, "other"));
		assertOurs(file(FakeProcessTable.NAMESPACED));
	}

	@Test
	void removeWhenFileIsNoLongerOursLeavesIt() throws IOException {
		WorkerRegistration registration = registration();
		registration.renew();
		write(file(1), ELSEWHERE);
		registration.remove();
		assertThat(entries()).containsExactly(".w.1");
	}

	@Test
	void renewWhenOwnFileCannotBeReadWritesNoSecondOne() throws IOException {
		WorkerRegistration registration = registration();
		registration.renew();
		Files.writeString(file(1), "healthcheck.worker=2\n");
		assertThat(registration.renew()).contains("another version");
		assertThat(entries()).containsExactly(".w.1");
		registration.remove();
		assertThat(entries()).containsExactly(".w.1");
	}

	@Test
	void renewWhenOwnFileBecomesALinkDoesNotFollowIt() throws IOException {
		WorkerRegistration registration = registration(directory(), Duration.ofSeconds(3), this.processes);
		registration.renew();
		Path target = this.parent.resolve("target");
		Files.move(file(1), target);
		Files.setLastModifiedTime(target, FileTime.from(Instant.EPOCH));
		Files.createSymbolicLink(file(1), target);
		this.now += Duration.ofSeconds(9).toNanos();
		assertThat(registration.renew()).isNull();
		assertThat(file(1)).isSymbolicLink();
		assertThat(Files.getLastModifiedTime(target)).isEqualTo(FileTime.from(Instant.EPOCH));
		assertOurs(file(FakeProcessTable.NAMESPACED));
	}

	@Test
	void renewWhenALinkIsPlantedInPlaceOfTheTemporaryFileWritesNothing() throws IOException {
		Path target = Files.createFile(this.parent.resolve("target"));
		Path temporary = directory().resolve(".tmp-.w." + FakeProcessTable.NAMESPACED);
		Files.createSymbolicLink(temporary, target);
		assertThat(registration().renew()).contains("FileAlreadyExists");
		assertThat(target).isEmptyFile();
		assertThat(entries()).containsExactly(temporary.getFileName().toString());
		Files.delete(temporary);
		Files.createSymbolicLink(temporary, this.parent.resolve("created"));
		assertThat(registration().renew()).contains("FileAlreadyExists");
		assertThat(this.parent.resolve("created")).doesNotExist();
	}

	@Test
	void renewWhenATemporaryFileWasLeftReplacesIt() throws IOException {
		Files.writeString(directory().resolve(".tmp-.w." + FakeProcessTable.NAMESPACED), "half");
		assertThat(registration().renew()).isNull();
		assertThat(entries()).containsExactly(".w.1");
		assertOurs(file(1));
	}

	@Test
	void renewWhenDirectoryIsAFileTellsWhy() throws IOException {
		Path file = Files.createFile(this.parent.resolve("file"));
		assertThat(registration(file, null, this.processes).renew()).contains("Not a directory");
		assertThat(file).isEmptyFile();
	}

	@Test
	void renewWhenDirectoryIsTheRootWritesNothing() throws IOException {
		for (Path root : new Path[] { Path.of("/"), Path.of("/tmp/.."), Path.of("/.") }) {
			WorkerRegistration registration = registration(root, null,
					new FakeProcessTable(this.processes.process(987_654_321_987L, 1)));
			assertThat(registration.renew()).contains("not in the root directory");
			assertThat(Files.deleteIfExists(Path.of("/.w.987654321987"))).isFalse();
		}
	}

	@Test
	void renewWhenInterruptedWritesAllTheSame() throws IOException {
		Thread.currentThread().interrupt();
		assertThat(registration().renew()).isNull();
		assertThat(Thread.interrupted()).isTrue();
		assertOurs(file(1));
	}

	@Test
	void renewWhenHeartbeatIsWantedTouchesAtAThirdOfTheTimeout() throws IOException {
		WorkerRegistration registration = registration(directory(), Duration.ofSeconds(3), this.processes);
		registration.renew();
		FileTime written = Files.getLastModifiedTime(file(1));
		this.now += Duration.ofSeconds(1).toNanos() - 1;
		registration.renew();
		assertThat(Files.getLastModifiedTime(file(1))).isEqualTo(written);
		this.now += 1;
		registration.renew();
		assertThat(Files.getLastModifiedTime(file(1))).isEqualTo(FileTime.from(this.time));
		this.time = this.time.minusSeconds(3600);
		registration.renew();
		assertThat(Files.getLastModifiedTime(file(1))).isEqualTo(FileTime.from(this.time.plusSeconds(3600)));
		this.now += Duration.ofSeconds(1).toNanos();
		registration.renew();
		assertThat(Files.getLastModifiedTime(file(1))).isEqualTo(FileTime.from(this.time));
		assertOurs(file(1));
	}

	@Test
	void renewForTheFirstTimeRemovesDeadFilesOfOursOnly() throws IOException {
		this.processes.start(12, 100);
		write(file(12), this.processes.process(12, 100));
		write(file(13), this.processes.process(13, 100));
		write(file(14), this.processes.process(14, 100));
		this.processes.start(14, 200);
		this.processes.hide(15);
		write(file(15), this.processes.process(15, 100));
		write(file(16), new WorkerProcess(16, 100, "another", FakeProcessTable.NAMESPACE));
		write(file(17), new WorkerProcess(17, 100, FakeProcessTable.BOOT, "4026532178"));
		Files.createFile(file(18));
		Files.createSymbolicLink(file(19), file(13));
		write(directory().resolve("other.13"), this.processes.process(13, 100));
		Files.createFile(directory().resolve(".tmp-.w.20"));
		Files.setLastModifiedTime(Files.createFile(directory().resolve(".tmp-.w.21")),
				FileTime.from(Instant.now().minusSeconds(3700)));
		WorkerRegistration registration = registration();
		assertThat(registration.renew()).isNull();
		assertThat(entries()).containsExactly(".tmp-.w.20", ".w.1", ".w.12", ".w.15", ".w.16", ".w.17", ".w.18",
				".w.19", "other.13");
		// At start only
		write(file(13), this.processes.process(13, 100));
		Files.delete(file(1));
		registration.renew();
		assertThat(file(1)).exists();
		assertThat(file(13)).exists();
	}

	@Test
	void renewWhenDeadFileIsOfAnotherUserLeavesIt() throws IOException {
		write(file(13), this.processes.process(13, 100));
		assumeThat(Files.getOwner(file(13)).getName()).as("only root may give files away").isEqualTo("root");
		Files.setAttribute(file(13), "unix:uid", 4242);
		registration().renew();
		assertThat(file(13)).exists();
	}

	@Test
	void renewWhenBootIsUnknownRemovesNothing() throws IOException {
		FakeProcessTable unknown = new FakeProcessTable(new WorkerProcess(1, 77, "", ""));
		write(file(13), unknown.process(13, 100));
		assertThat(registration(directory(), null, unknown).renew()).isNull();
		assertThat(entries()).containsExactly(".w.1", ".w.13");
	}

}
