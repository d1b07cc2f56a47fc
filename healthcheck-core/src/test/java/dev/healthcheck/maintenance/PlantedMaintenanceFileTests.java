package dev.healthcheck.maintenance;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

import dev.healthcheck.CapturedLog;
import dev.healthcheck.faults.Attacker;
import dev.healthcheck.faults.SystemCommand;
import org.junit.jupiter.api.AfterEach;
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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Somebody plants links, and worse, under the name of the maintenance file, and swaps
 * them while they are looked at and written. The system property
 * {@code figures.attack.seconds} sets for how long.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class PlantedMaintenanceFileTests {

	private static final Duration ATTACK = Duration.ofSeconds(Integer.getInteger("figures.attack.seconds", 1));

	private static final String SECRET = "what nobody may read or write";

	private static final int APPLICATION = 65534;

	private static final int STRANGER = 65533;

	@TempDir
	private Path parent;

	private Path directory;

	private Path victim;

	private Path draft;

	private CapturedLog log;

	@BeforeEach
	void plant() throws IOException {
		this.directory = Files.createDirectory(this.parent.resolve("d"));
		this.victim = Files.writeString(this.parent.resolve("victim"), SECRET);
		this.draft = this.parent.resolve("draft");
		this.log = CapturedLog.of(MaintenanceFile.class);
	}

	@AfterEach
	void stop() {
		this.log.close();
	}

	private Path file() {
		return this.directory.resolve(".maintenance");
	}

	private MaintenanceFile file(int user) {
		return new MaintenanceFile(file(), "host-1", new FileTrust(user), InstantSource.system());
	}

	private void link(Path file) throws IOException {
		Files.deleteIfExists(this.draft);
		Files.createSymbolicLink(this.draft, this.victim);
		Files.move(this.draft, file, StandardCopyOption.ATOMIC_MOVE);
	}

	private void hardLink(Path file, Path target) throws IOException {
		Files.deleteIfExists(this.draft);
		Files.createLink(this.draft, target);
		Files.move(this.draft, file, StandardCopyOption.ATOMIC_MOVE);
		// A move from one name of a file to another does nothing
		Files.deleteIfExists(this.draft);
	}

	private void swapDrafts() throws IOException {
		try (DirectoryStream<Path> drafts = Files.newDirectoryStream(this.directory, ".maintenance~*")) {
			for (Path file : drafts) {
				link(file);
			}
		}
	}

	@Test
	@Tag("figures")
	void linksInPlaceOfTheFileAreNeverWrittenThrough() throws Exception {
		MaintenanceSwitch maintenance = new MaintenanceSwitch(file(), "host-1", InstantSource.system());
		int entered = 0;
		int rounds = 0;
		long end = System.nanoTime() + ATTACK.toNanos();
		try (Attacker attacker = Attacker.start(List.of(() -> link(file()), () -> hardLink(file(), this.victim),
				() -> Files.deleteIfExists(file()), this::swapDrafts))) {
			while (System.nanoTime() - end < 0 || attacker.rounds() < 100) {
				rounds++;
				entered += enter(maintenance) ? 1 : 0;
				maintenance.leave(MaintenanceScope.ALL);
				assertThat(this.victim).as("round " + rounds).hasContent(SECRET);
			}
		}
		System.out.printf("Planted maintenance files: entered %d of %d times, the victim never%n", entered, rounds);
		assertThat(entered).isPositive();
		assertThat(this.victim).hasContent(SECRET);
		// The attacker's links may be left, and nothing that we have written
		try (Stream<Path> entries = Files.list(this.directory)) {
			assertThat(entries.filter((entry) -> Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)))
				.allSatisfy((entry) -> assertThat(Files.isSameFile(entry, this.victim)).isTrue());
		}
	}

	private static boolean enter(MaintenanceSwitch maintenance) {
		try {
			maintenance.enter(MaintenanceScope.ALL, "x", null, null);
			return true;
		}
		catch (IOException ex) {
			// Removed while it was written
			return false;
		}
	}

	@Test
	@Tag("figures")
	void linksInPlaceOfTheFileAreNeverReadThrough() throws Exception {
		MaintenanceFile application = file(APPLICATION);
		int looks = 0;
		int active = 0;
		long end = System.nanoTime() + ATTACK.toNanos();
		try (Attacker attacker = Attacker.start(List.of(() -> link(file()), () -> {
			Files.writeString(this.draft, "disks\n");
			Files.move(this.draft, file(), StandardCopyOption.ATOMIC_MOVE);
		}))) {
			while (System.nanoTime() - end < 0 || attacker.rounds() < 100) {
				MaintenanceState state = look(application);
				looks++;
				active += state.active() ? 1 : 0;
				assertThat(state.reason()).as("look " + looks).isIn(null, "disks");
			}
		}
		System.out.printf("Planted maintenance files: %d of %d looks found the real one, 0 the victim%n", active,
				looks);
		assertThat(active).isPositive();
	}

	private static MaintenanceState look(MaintenanceFile maintenance) {
		try {
			return maintenance.read();
		}
		catch (IOException ex) {
			// A link by the time it was opened
			return maintenance.lastKnown();
		}
	}

	@Test
	void strangerCannotHaveAFileOfRootsCountByGivingItTheName() throws Exception {
		SystemCommand.assumeRoot();
		SystemCommand.assume("setpriv", "ln");
		SystemCommand.run("chmod", "755", this.parent.toString());
		SystemCommand.run("chmod", "1777", this.directory.toString());
		Files.createLink(file(), this.victim);
		assertThat(read()).isEqualTo(MaintenanceState.NONE);
		Files.delete(file());
		// How many names a file has is seen later than which file it is: a stranger who
		// swaps names quickly would have it count at times, if the kernel allowed it
		Path setting = Path.of("/proc/sys/fs/protected_hardlinks");
		assumeThat(Files.readString(setting)).as("this test needs " + setting + " to be on").startsWith("1");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> SystemCommand.runAs(STRANGER, "ln", this.victim.toString(), file().toString()))
			.withMessageContaining("Operation not permitted");
	}

	private MaintenanceState read() throws IOException {
		return file(APPLICATION).read();
	}

	@ParameterizedTest
	@CsvSource({ "1777, false", "0777, false", "0755, true", "1775, true" })
	void strangersFileCountsWhereNotEverybodyCanWrite(String mode, boolean counts) throws Exception {
		SystemCommand.assumeRoot();
		SystemCommand.assume("setpriv");
		SystemCommand.run("chmod", "755", this.parent.toString());
		// Whoever may write to the directory is whom its owner trusts
		SystemCommand.run("chown", STRANGER + ":" + STRANGER, this.directory.toString());
		SystemCommand.run("chmod", mode, this.directory.toString());
		SystemCommand.runAs(STRANGER, "touch", file().toString());
		assertThat(read().active()).isEqualTo(counts);
		Files.delete(file());
		Files.createFile(file());
		assertThat(read().active()).as("root's").isTrue();
		Files.setAttribute(file(), "unix:uid", APPLICATION);
		assertThat(read().active()).as("the application's own").isTrue();
		assertThat(this.log.lines()).hasSize(counts ? 0 : 1);
	}

	@Test
	void whateverStandsInPlaceOfTheFileHoldsNobodyUp() throws Exception {
		SystemCommand.assumeRoot();
		SystemCommand.assume("mknod", "mkfifo");
		MaintenanceSwitch maintenance = new MaintenanceSwitch(file(), "host-1", InstantSource.system());
		String file = file().toString();
		for (List<String> command : List.of(List.of("mkfifo", file), List.of("mknod", file, "c", "1", "5"),
				List.of("ln", "-s", "/dev/zero", file), List.of("ln", "-s", file, file))) {
			SystemCommand.run(command);
			assertThat(read()).as(command.get(0)).isEqualTo(MaintenanceState.NONE);
			assertThat(enter(maintenance)).as(command.get(0)).isTrue();
			assertThat(Files.isRegularFile(file(), LinkOption.NOFOLLOW_LINKS)).isTrue();
			assertThat(read().reason()).isEqualTo("x");
			maintenance.leave(MaintenanceScope.ALL);
			SystemCommand.run(command);
			assertThat(maintenance.leave(MaintenanceScope.ALL)).as(command.get(0)).isTrue();
		}
		SystemCommand.run("mkdir", file);
		assertThat(read()).isEqualTo(MaintenanceState.NONE);
		assertThat(enter(maintenance)).isFalse();
		assertThat(this.directory).isDirectoryNotContaining("glob:**~*");
	}

}
