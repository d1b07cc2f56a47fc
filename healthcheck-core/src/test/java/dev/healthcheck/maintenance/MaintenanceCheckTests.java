package dev.healthcheck.maintenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import dev.healthcheck.CapturedLog;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Tests for {@link MaintenanceCheck}.
 */
class MaintenanceCheckTests {

	private static final Instant PROCESS_START = Instant.parse("2026-11-20T12:00:00Z");

	@TempDir
	private Path parent;

	private CapturedLog log;

	@BeforeEach
	void captureLog() {
		this.log = CapturedLog.of(MaintenanceCheck.class);
	}

	@AfterEach
	void releaseLog() {
		this.log.close();
	}

	private Path directory() throws IOException {
		return Files.createDirectories(this.parent.resolve("d"));
	}

	private Path file() throws IOException {
		return directory().resolve(".maintenance");
	}

	private void write(String reason, Instant time) throws IOException {
		Files.writeString(file(), reason);
		Files.setLastModifiedTime(file(), FileTime.from(time));
	}

	private MaintenanceCheck check() throws IOException {
		return new MaintenanceCheck(new MaintenanceFile(file(), null, new FileTrust(null), InstantSource.system()),
				PROCESS_START);
	}

	@Test
	void runFollowsTheFile() throws IOException {
		MaintenanceCheck check = check();
		assertThat(check.state().active()).isFalse();
		assertThat(check.run()).isEqualTo(CheckResult.up());
		write("new disks", PROCESS_START.plusSeconds(1));
		assertThat(check.state().active()).isFalse();
		assertThat(check.run()).isEqualTo(new CheckResult(CheckStatus.MAINTENANCE, "new disks",
				Map.of("file", file().toString(), "since", "2026-11-20T12:00:01Z")));
		assertThat(check.state())
			.isEqualTo(new MaintenanceState(true, "new disks", file(), PROCESS_START.plusSeconds(1), null, null, null));
		Files.delete(file());
		assertThat(check.run()).isEqualTo(CheckResult.up());
		assertThat(check.state().active()).isFalse();
		assertThat(this.log.lines()).isEmpty();
	}

	@Test
	void runWhenFileIsOlderThanTheProcessSaysSoAndWarnsOnce() throws IOException {
		MaintenanceCheck check = check();
		write("", PROCESS_START.minusSeconds(1));
		for (int i = 0; i < 3; i++) {
			assertThat(check.run()).usingRecursiveComparison()
				.ignoringFields("source")
				.isEqualTo(new CheckResult(CheckStatus.MAINTENANCE, null,
						Map.of("file", file().toString(), "since", "2026-11-20T11:59:59Z", "olderThanProcess", true)));
		}
		assertThat(this.log.lines()).containsExactly("WARNING Maintenance file '" + file()
				+ "' is older than this process: if it was built into the image, the instance never becomes ready");
	}

	@Test
	void fileIsOlderThanProcessAsTheLastRunHasFound() throws IOException {
		MaintenanceCheck check = check();
		assertThat(MaintenanceCheck.isFileOlderThanProcess(null)).isFalse();
		write("", PROCESS_START.minusSeconds(1));
		assertThat(MaintenanceCheck.isFileOlderThanProcess(verdict(check.run()))).isTrue();
		write("", PROCESS_START.plusSeconds(1));
		assertThat(MaintenanceCheck.isFileOlderThanProcess(verdict(check.run()))).isFalse();
	}

	private static CheckVerdict verdict(CheckResult result) {
		return new CheckVerdict(result.status(), false, null, null, result, null);
	}

	@Test
	void runWhenItCannotBeToldKeepsTheLastAnswerAndWarnsOnce() throws IOException {
		MaintenanceCheck check = check();
		write("new disks", PROCESS_START.plusSeconds(1));
		check.run();
		Path away = Files.move(directory(), this.parent.resolve("away"));
		Files.createSymbolicLink(this.parent.resolve("d"), Path.of("d"));
		for (int i = 0; i < 3; i++) {
			CheckResult result = check.run();
			assertThat(result.status()).isEqualTo(CheckStatus.MAINTENANCE);
			assertThat(result.message()).isEqualTo("new disks");
			assertThat(result.details().get("problem")).asString().contains("symbolic links");
		}
		assertThat(check.state().problem()).contains("symbolic links", "last known state");
		Files.delete(this.parent.resolve("d"));
		assertThat(check.run()).isEqualTo(CheckResult.up());
		Files.move(away, this.parent.resolve("d"));
		assertThat(check.run().details()).doesNotContainKey("problem");
		assertThat(this.log.lines()).satisfiesExactly(
				(line) -> assertThat(line).startsWith("WARNING Failed to check for the maintenance file"),
				(line) -> assertThat(line).isEqualTo("INFO The maintenance file can be checked again"));
	}

	@Test
	void runWhenItCannotBeToldEndsMaintenanceAtTheEndThatIsKnown() throws IOException {
		write("disks\nuntil: 2026-11-20T13:00:00Z", PROCESS_START);
		AtomicReference<Instant> now = new AtomicReference<>(PROCESS_START);
		MaintenanceCheck check = new MaintenanceCheck(new MaintenanceFile(file(), null, new FileTrust(null), now::get),
				PROCESS_START);
		check.run();
		Files.move(directory(), this.parent.resolve("away"));
		Files.createSymbolicLink(this.parent.resolve("d"), Path.of("d"));
		assertThat(check.run().status()).isEqualTo(CheckStatus.MAINTENANCE);
		now.set(PROCESS_START.plusSeconds(3600));
		CheckResult ended = check.run();
		assertThat(ended.status()).isEqualTo(CheckStatus.UP);
		assertThat(ended.details()).containsEntry("ended", true).containsKey("problem");
	}

	@Test
	void runWhenOneFileCannotBeLookedAtStillLooksAtTheOther() throws IOException {
		// No file can have such a name, and the name of the other is too long with it
		String hostname = "h".repeat(250);
		MaintenanceCheck check = new MaintenanceCheck(
				new MaintenanceFile(file(), hostname, new FileTrust(null), InstantSource.system()), PROCESS_START);
		assertThat(check.run().status()).isEqualTo(CheckStatus.UP);
		write("disks", PROCESS_START);
		assertThat(check.run().status()).isEqualTo(CheckStatus.MAINTENANCE);
		Files.delete(file());
		assertThat(check.run().status()).isEqualTo(CheckStatus.UP);
	}

	@Test
	void runWhenMemoryIsShortKeepsTheLastResult() throws IOException {
		write("disks", PROCESS_START);
		AtomicBoolean shortOfMemory = new AtomicBoolean();
		MaintenanceCheck check = new MaintenanceCheck(new MaintenanceFile(file(), null, new FileTrust(null), () -> {
			if (shortOfMemory.get()) {
				throw new OutOfMemoryError("test");
			}
			return PROCESS_START;
		}), PROCESS_START);
		CheckResult result = check.run();
		assertThat(result.status()).isEqualTo(CheckStatus.MAINTENANCE);
		shortOfMemory.set(true);
		// Thrown out of a test it would end all of them
		assertThatCode(() -> assertThat(check.run()).isEqualTo(result)).doesNotThrowAnyException();
		shortOfMemory.set(false);
		Files.delete(file());
		assertThat(check.run()).isEqualTo(CheckResult.up());
	}

	@Test
	void runWhenLoggingFailsKeepsTheLastKnownState() throws IOException {
		write("disks", PROCESS_START);
		MaintenanceCheck check = check();
		check.run();
		Files.move(directory(), this.parent.resolve("away"));
		Files.createSymbolicLink(this.parent.resolve("d"), Path.of("d"));
		this.log.failWith(new Error("no descriptor for the time zones"));
		assertThat(check.run().status()).isEqualTo(CheckStatus.MAINTENANCE);
		assertThat(check.run().details()).containsKey("problem");
	}

	@Test
	void runWhenItCouldNeverBeToldIsUp() throws IOException {
		Path loop = Files.createSymbolicLink(this.parent.resolve("loop"), Path.of("loop"));
		CheckResult result = new MaintenanceCheck(new MaintenanceFile(loop.resolve(".maintenance"))).run();
		assertThat(result.status()).isEqualTo(CheckStatus.UP);
		assertThat(result.details()).containsOnlyKeys("problem");
	}

}
