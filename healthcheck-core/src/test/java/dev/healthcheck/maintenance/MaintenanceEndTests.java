package dev.healthcheck.maintenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;

import dev.healthcheck.CapturedLog;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the end that a maintenance file may set, and for who has written it.
 */
class MaintenanceEndTests {

	private static final Instant WRITTEN = Instant.parse("2026-11-21T12:00:00Z");

	private static final Instant END = Instant.parse("2026-11-21T13:00:00Z");

	@TempDir
	private Path directory;

	private Instant now = WRITTEN;

	private MaintenanceFile maintenance() {
		return new MaintenanceFile(file(".maintenance"), "host-1", new FileTrust(null), () -> this.now);
	}

	private Path file(String name) {
		return this.directory.resolve(name);
	}

	private void write(String name, String content) throws IOException {
		Files.writeString(file(name), content);
		Files.setLastModifiedTime(file(name), FileTime.from(WRITTEN));
	}

	@Test
	void readWhenEndComesIsInMaintenanceUntilThen() throws IOException {
		write(".maintenance", "new disks\nuntil: 2026-11-21T13:00:00Z\nby: alice\n");
		assertThat(maintenance().read())
			.isEqualTo(new MaintenanceState(true, "new disks", file(".maintenance"), WRITTEN, END, "alice", null));
		this.now = END.minusMillis(1);
		assertThat(maintenance().read().active()).isTrue();
		this.now = END;
		assertThat(maintenance().read())
			.isEqualTo(new MaintenanceState(false, "new disks", file(".maintenance"), WRITTEN, END, "alice", null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "until: 2026-11-21T13:00:00Z", "x\nUNTIL:2026-11-21T13:00Z",
			"\n\nuntil: 2026-11-21T14:00+01:00  ", "x\nuntil: 2026-11-21T13:00:00.000Z\nuntil: tomorrow" })
	void readTakesTheEndFromALineOfItsOwn(String content) throws IOException {
		write(".maintenance", content);
		assertThat(maintenance().read()).extracting(MaintenanceState::until, MaintenanceState::problem)
			.containsExactly(END, null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "tomorrow", "2026-11-21T13:00:00", "2026-11-21", "13:00", "999999999999999-01-01T00:00Z" })
	void readWhenEndIsUnreadableIgnoresAndShowsIt(String end) throws IOException {
		write(".maintenance", "x\nuntil: " + end);
		MaintenanceState state = maintenance().read();
		assertThat(state.active()).isTrue();
		assertThat(state.until()).isNull();
		assertThat(state.problem()).contains("'" + end + "'").contains("is ignored");
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-21T12:00:00Z, true", "2025-11-21T13:00:00Z, true", "2026-11-21T12:00:01Z, false" })
	void readWhenEndWasPastWhenItWasWrittenIgnoresAndShowsIt(String end, boolean past) throws IOException {
		write(".maintenance", "x\nuntil: " + end);
		this.now = END;
		MaintenanceState state = maintenance().read();
		assertThat(state.active()).isEqualTo(past);
		assertThat(state.problem() != null).isEqualTo(past);
	}

	@ParameterizedTest
	@CsvSource({ ".maintenance, .maintenance.host-1", ".maintenance.host-1, .maintenance" })
	void readWhenOneOfTwoHasEndedGoesByTheOther(String ended, String other) throws IOException {
		write(ended, "ended\nuntil: 2026-11-21T13:00:00Z");
		write(other, "other");
		this.now = END;
		assertThat(maintenance().read()).extracting(MaintenanceState::active, MaintenanceState::reason)
			.containsExactly(true, "other");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "null", value = { "'by: alice', null, alice",
			"'reason: by: night\nBy: bob', by: night, bob", "'x\ny\nby:', x, null" })
	void readTakesWhoFromALineOfItsOwn(String content, @Nullable String reason, @Nullable String by)
			throws IOException {
		write(".maintenance", content);
		assertThat(maintenance().read()).extracting(MaintenanceState::reason, MaintenanceState::by)
			.containsExactly(reason, by);
	}

	@Test
	void runShowsEndAndWhoAndThatItHasEnded() throws IOException {
		write(".maintenance", "new disks\nuntil: 2026-11-21T13:00:00Z\nby: alice\n");
		MaintenanceCheck check = new MaintenanceCheck(maintenance(), WRITTEN.plusSeconds(1));
		Map<String, Object> details = Map.of("file", file(".maintenance").toString(), "since", "2026-11-21T12:00:00Z",
				"until", "2026-11-21T13:00:00Z", "by", "alice", "ended", false);
		assertThat(check.run()).isEqualTo(new CheckResult(CheckStatus.MAINTENANCE, "new disks", details));
		this.now = END;
		CheckResult ended = check.run();
		assertThat(ended.status()).isEqualTo(CheckStatus.UP);
		assertThat(ended.message()).isNull();
		assertThat(ended.details()).containsEntry("ended", true).containsEntry("until", "2026-11-21T13:00:00Z");
	}

	@Test
	void runWhenEndIsUnreadableShowsThatAndWarnsOnce() throws IOException {
		write(".maintenance", "x\nuntil: tomorrow");
		try (CapturedLog log = CapturedLog.of(MaintenanceCheck.class)) {
			MaintenanceCheck check = new MaintenanceCheck(maintenance(), WRITTEN);
			for (int i = 0; i < 3; i++) {
				assertThat(check.run().details()).hasEntrySatisfying("problem",
						(problem) -> assertThat(problem).asString().contains("'tomorrow'"));
			}
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith(
						"WARNING Maintenance file '" + file(".maintenance") + "': its end 'tomorrow' is not a time");
		}
	}

}
