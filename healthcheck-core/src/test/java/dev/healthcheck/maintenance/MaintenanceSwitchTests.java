package dev.healthcheck.maintenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MaintenanceSwitch}.
 */
class MaintenanceSwitchTests {

	private final Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);

	@TempDir
	private Path directory;

	private Path file() {
		return this.directory.resolve(".maintenance");
	}

	private MaintenanceSwitch maintenance() {
		return maintenance("host-1");
	}

	private MaintenanceSwitch maintenance(@Nullable String hostname) {
		return new MaintenanceSwitch(file(), hostname, () -> this.now);
	}

	private MaintenanceState read() throws IOException {
		return new MaintenanceFile(file(), "host-1", new FileTrust(null), InstantSource.system()).read();
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

	@ParameterizedTest
	@EnumSource
	void enterWritesWhatIsReadAndLeaveRemovesIt(MaintenanceScope scope) throws IOException {
		Instant until = this.now.plus(Duration.ofHours(1));
		MaintenanceState written = maintenance().enter(scope, "new disks", until, "alice");
		String name = (scope == MaintenanceScope.ALL) ? ".maintenance" : ".maintenance.host-1";
		assertThat(names()).containsExactly(name);
		MaintenanceState read = read();
		assertThat(read).isEqualTo(new MaintenanceState(true, "new disks", this.directory.resolve(name), read.since(),
				until, "alice", null));
		assertThat(written).usingRecursiveComparison().ignoringFields("since").isEqualTo(read);
		assertThat(maintenance().leave(scope)).isTrue();
		assertThat(names()).isEmpty();
		assertThat(maintenance().leave(scope)).isFalse();
	}

	@Test
	void leaveLeavesTheFileOfTheOtherScope() throws IOException {
		maintenance().enter(MaintenanceScope.ALL, "all", null, null);
		maintenance().enter(MaintenanceScope.HOST, "host", null, null);
		maintenance().leave(MaintenanceScope.HOST);
		assertThat(names()).containsExactly(".maintenance");
	}

	@Test
	void enterWhenThereReplacesReasonAndEnd() throws IOException {
		maintenance().enter(MaintenanceScope.ALL, "a much longer reason", this.now.plusSeconds(60), "alice");
		maintenance().enter(MaintenanceScope.ALL, "b", null, null);
		assertThat(read()).extracting(MaintenanceState::reason, MaintenanceState::until, MaintenanceState::by)
			.containsExactly("b", null, null);
	}

	@Test
	void enterWhenTextIsHostileWritesNoFurtherLine() throws IOException {
		maintenance().enter(MaintenanceScope.ALL, "until: x\nuntil: 2000-01-01T00:00Z\u2028\u0000" + "x".repeat(10_000),
				this.now.plusSeconds(60), "a\r\nby: b");
		MaintenanceState state = read();
		assertThat(state.reason()).startsWith("until: x until: 2000-01-01T00:00Z x").hasSize(256);
		assertThat(state.until()).isEqualTo(this.now.plusSeconds(60));
		assertThat(state.by()).isEqualTo("a by: b");
	}

	@Test
	void enterWhenEndIsPastThrowsAndWritesNothing() throws IOException {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> maintenance().enter(MaintenanceScope.ALL, "x", this.now, null))
			.withMessageContaining("The end " + this.now + " is in the past");
		assertThat(names()).isEmpty();
	}

	@Test
	void enterWhenFileCannotBeWrittenSaysSoAndLeavesNothing() throws IOException {
		Files.createDirectories(file().resolve("not-empty"));
		assertThatIOException().isThrownBy(() -> maintenance().enter(MaintenanceScope.ALL, "x", null, null))
			.withMessageContaining("Maintenance file '" + file() + "' cannot be written");
		assertThat(names()).containsExactly(".maintenance");
		assertThatIOException().isThrownBy(() -> maintenance().leave(MaintenanceScope.ALL))
			.withMessageContaining("'" + file() + "' cannot be removed")
			.withMessageContaining("it is a directory");
		Path absent = this.directory.resolve("absent/.maintenance");
		assertThatIOException()
			.isThrownBy(() -> new MaintenanceSwitch(absent).enter(MaintenanceScope.ALL, "x", null, null))
			.withMessageContaining("Maintenance file '" + absent + "' cannot be written");
	}

	@Test
	void enterWhenThereIsALinkReplacesItAndNotWhatItLeadsTo() throws IOException {
		Path target = Files.writeString(this.directory.resolve("target"), "precious");
		Files.createSymbolicLink(file(), target);
		maintenance().enter(MaintenanceScope.ALL, "x", null, null);
		assertThat(target).hasContent("precious");
		assertThat(Files.isRegularFile(file(), LinkOption.NOFOLLOW_LINKS)).isTrue();
	}

	@Test
	void enterWhenHostIsUnknownTakesOutAllOnly() throws IOException {
		assertThatIOException().isThrownBy(() -> maintenance(null).enter(MaintenanceScope.HOST, "x", null, null))
			.withMessageContaining("The name of this host");
		maintenance(null).enter(MaintenanceScope.ALL, "x", null, null);
		assertThat(names()).containsExactly(".maintenance");
	}

}
