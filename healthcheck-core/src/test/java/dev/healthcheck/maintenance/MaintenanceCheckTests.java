package dev.healthcheck.maintenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

import dev.healthcheck.CapturedLog;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

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
		return new MaintenanceCheck(new MaintenanceFile(file(), null, FileTrust.system(), InstantSource.system()),
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
			assertThat(check.run()).isEqualTo(new CheckResult(CheckStatus.MAINTENANCE, null,
					Map.of("file", file().toString(), "since", "2026-11-20T11:59:59Z", "olderThanProcess", true)));
		}
		assertThat(this.log.lines()).containsExactly("WARNING Maintenance file '" + file()
				+ "' is older than this process: an image that carries one never becomes ready");
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
		assertThat(this.log.lines()).singleElement().asString().startsWith("WARNING Whether there is a maintenance");
		Files.delete(this.parent.resolve("d"));
		assertThat(check.run()).isEqualTo(CheckResult.up());
		Files.move(away, this.parent.resolve("d"));
		assertThat(check.run().details()).doesNotContainKey("problem");
	}

	@Test
	void runWhenItCouldNeverBeToldIsUp() throws IOException {
		Path loop = Files.createSymbolicLink(this.parent.resolve("loop"), Path.of("loop"));
		CheckResult result = new MaintenanceCheck(new MaintenanceFile(loop.resolve(".maintenance"))).run();
		assertThat(result.status()).isEqualTo(CheckStatus.UP);
		assertThat(result.details()).containsOnlyKeys("problem");
	}

}
