package dev.healthcheck.maintenance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

import dev.healthcheck.CapturedLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link MaintenanceFile}, {@link FileTrust} and {@link Hostname}.
 */
class MaintenanceFileTests {

	private static final int STRANGER = 4242;

	@TempDir
	private Path directory;

	private CapturedLog log;

	@BeforeEach
	void captureLog() {
		this.log = CapturedLog.of(MaintenanceFile.class);
	}

	@AfterEach
	void releaseLog() {
		this.log.close();
	}

	private Path file() {
		return this.directory.resolve(".maintenance");
	}

	private MaintenanceFile maintenance() {
		return maintenance("host-1");
	}

	private MaintenanceFile maintenance(@Nullable String hostname) {
		return new MaintenanceFile(file(), hostname, new FileTrust(null), InstantSource.system());
	}

	@Test
	void readWhenThereIsNoFileIsNotActive() throws IOException {
		assertThat(maintenance().read()).isEqualTo(MaintenanceState.NONE);
	}

	@Test
	void readWhenDirectoryIsMissingIsNotActive() throws IOException {
		Path file = this.directory.resolve("missing/.maintenance");
		assertThat(new MaintenanceFile(file, "host-1", new FileTrust(null), InstantSource.system()).read().active())
			.isFalse();
	}

	@Test
	void readWhenDirectoryIsAFileIsNotActive() throws IOException {
		Path file = Files.createFile(this.directory.resolve("file")).resolve(".maintenance");
		assertThat(new MaintenanceFile(file, "host-1", new FileTrust(null), InstantSource.system()).read().active())
			.isFalse();
	}

	@Test
	void readWhenAnAncestorOfTheDirectoryIsAFileIsNotActive() throws IOException {
		Path file = Files.createFile(this.directory.resolve("file")).resolve("a/b/.maintenance");
		assertThat(new MaintenanceFile(file, "host-1", new FileTrust(null), InstantSource.system()).read().active())
			.isFalse();
	}

	@Test
	void readWhenFileExistsIsActive() throws IOException {
		Instant since = Instant.parse("2026-11-20T12:00:00Z");
		Files.writeString(file(), "  new disks \nuntil ten\n");
		Files.setLastModifiedTime(file(), FileTime.from(since));
		assertThat(maintenance().read())
			.isEqualTo(new MaintenanceState(true, "new disks", file(), since, null, null, null));
		Files.delete(file());
		assertThat(maintenance().read().active()).isFalse();
	}

	@Test
	void readWhenFileOfThisHostExistsIsActive() throws IOException {
		Path file = Files.createFile(this.directory.resolve(".maintenance.host-1"));
		assertThat(maintenance().read().file()).isEqualTo(file);
		assertThat(maintenance("host-2").read().active()).isFalse();
		assertThat(maintenance(null).read().active()).isFalse();
		assertThat(maintenance("\0").read().active()).isFalse();
		Files.createFile(file());
		assertThat(maintenance().read().file()).isEqualTo(file());
	}

	@Test
	void readWhenFileIsRelativeResolvesIt() throws IOException {
		Path relative = Path.of("").toAbsolutePath().relativize(file());
		Files.createFile(file());
		Path found = new MaintenanceFile(relative).read().file();
		assertThat(found).isAbsolute().hasFileName(".maintenance").exists();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			'',
			'   ',
			'\nlater',
			'a\rb',			a
			'a\r\nb',		a
			'\ta b\t',		a b
			""")
	void readTakesTheFirstLineAsReason(String content, @Nullable String reason) throws IOException {
		Files.writeString(file(), content);
		assertThat(maintenance().read()).extracting(MaintenanceState::active, MaintenanceState::reason)
			.containsExactly(true, reason);
	}

	@Test
	void readWhenReasonIsMalformedReplacesWhatIs() throws IOException {
		Files.write(file(), new byte[] { 'a', (byte) 0xff, 'b', (byte) 0xc3 });
		assertThat(maintenance().read().reason()).isEqualTo("a\ufffdb\ufffd");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "UTF-16LE", "UTF-16BE" })
	void readWhenThereIsAByteOrderMarkReadsWhatItAnnounces(String charset) throws IOException {
		String end = "2036-11-20T12:00:00Z";
		Files.write(file(), ("\uFEFFnew d\u00efsks\r\nuntil: " + end + "\r\nby: alice\r\n").getBytes(charset));
		assertThat(maintenance().read())
			.extracting(MaintenanceState::reason, MaintenanceState::until, MaintenanceState::by,
					MaintenanceState::problem)
			.containsExactly("new d\u00efsks", Instant.parse(end), "alice", null);
		Files.write(file(), ("\uFEFFuntil: " + end).getBytes(charset));
		assertThat(maintenance().read()).extracting(MaintenanceState::reason, MaintenanceState::until)
			.containsExactly(null, Instant.parse(end));
		Files.write(file(), "\uFEFF".getBytes(charset));
		assertThat(maintenance().read()).extracting(MaintenanceState::active, MaintenanceState::reason)
			.containsExactly(true, null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16LE", "UTF-16BE", "UTF-32" })
	void readWhenEncodingIsNotAnnouncedSaysThatAnEndIsIgnored(String charset) throws IOException {
		Files.write(file(), "disks\nuntil: 2036-11-20T12:00:00Z\n".getBytes(charset));
		MaintenanceState state = maintenance().read();
		assertThat(state.active()).isTrue();
		assertThat(state.until()).isNull();
		assertThat(state.problem()).contains("UTF-16", "is ignored", "save it as UTF-8");
	}

	@Test
	void readWhenReasonIsLongCutsIt() throws IOException {
		Files.writeString(file(), "x".repeat(5000));
		assertThat(maintenance().read().reason()).isEqualTo("x".repeat(255) + "\u2026");
		Files.writeString(file(), " ".repeat(4096) + "x");
		assertThat(maintenance().read().reason()).isNull();
		Files.writeString(file(), "x" + "\ud83d\udd27".repeat(200), StandardCharsets.UTF_8);
		assertThat(maintenance().read().reason()).isEqualTo("x" + "\ud83d\udd27".repeat(127) + "\u2026");
	}

	@Test
	void readWhenItIsNotARegularFileIsNotActiveAndWarnsOnce() throws Exception {
		Path target = Files.createFile(this.directory.resolve("target"));
		MaintenanceFile maintenance = maintenance();
		Files.createSymbolicLink(file(), target);
		assertThat(maintenance.read().active()).isFalse();
		assertThat(maintenance.read().active()).isFalse();
		assertThat(this.log.lines())
			.containsExactly("WARNING Maintenance file '" + file() + "' is ignored: it is not a regular file");
		Path another = Files.createDirectory(this.directory.resolve("another"));
		Files.delete(file());
		Files.move(another, file());
		assertThat(maintenance.read().active()).isFalse();
		assertThat(this.log.lines()).hasSize(2);
		Files.delete(file());
		assertThat(new ProcessBuilder("mkfifo", file().toString()).start().waitFor()).isZero();
		assertThat(maintenance.read().active()).isFalse();
	}

	@Test
	void readWhenOneIsIgnoredStillLooksAtTheOther() throws IOException {
		Files.createDirectory(file());
		Path file = Files.createFile(this.directory.resolve(".maintenance.host-1"));
		assertThat(maintenance().read().file()).isEqualTo(file);
	}

	@Test
	void readWhenItCannotBeToldThrows() throws IOException {
		Path loop = Files.createSymbolicLink(this.directory.resolve("loop"), Path.of("loop"));
		MaintenanceFile maintenance = new MaintenanceFile(loop.resolve(".maintenance"), null, new FileTrust(null),
				InstantSource.system());
		assertThatIOException().isThrownBy(maintenance::read);
	}

	@Test
	void readWhenAnEmptyFileCannotBeOpenedIsActive() throws IOException {
		// Regular, of size 0, and refuses to be read even by root
		MaintenanceFile maintenance = new MaintenanceFile(Path.of("/proc/self/mem"), null, new FileTrust(null),
				InstantSource.system());
		assertThat(maintenance.read()).extracting(MaintenanceState::active, MaintenanceState::reason)
			.containsExactly(true, null);
	}

	private void openToAll() throws IOException {
		Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwxrwxrwx"));
	}

	private Path ofAStranger() throws IOException {
		Path file = Files.createFile(file());
		assumeThat(Files.getAttribute(file, "unix:uid")).as("only root may give files away").isEqualTo(0);
		Files.setAttribute(file, "unix:uid", STRANGER);
		return file;
	}

	@Test
	void readWhenFileIsOfAnotherUserIsActive() throws IOException {
		ofAStranger();
		assertThat(maintenance().read().active()).isTrue();
	}

	@Test
	void readWhenFileIsOfAnotherUserAndDirectoryOpenToAllIsNotActiveAndWarnsOnce() throws IOException {
		openToAll();
		ofAStranger();
		MaintenanceFile maintenance = maintenance();
		assertThat(maintenance.read().active()).isFalse();
		assertThat(maintenance.read().active()).isFalse();
		assertThat(this.log.lines()).containsExactly("WARNING Maintenance file '" + file()
				+ "' is ignored: its directory is world-writable, and its owner is neither root nor the user of this process");
		assertThat(new MaintenanceFile(file(), null, new FileTrust(STRANGER), InstantSource.system()).read().active())
			.isTrue();
		assertThat(
				new MaintenanceFile(file(), null, new FileTrust(STRANGER + 1), InstantSource.system()).read().active())
			.isFalse();
	}

	@Test
	void readWhenFileIsOfThisUserAndDirectoryOpenToAllIsActive() throws IOException {
		openToAll();
		Files.createFile(file());
		assertThat(maintenance().read().active()).isTrue();
	}

	@Test
	void readWhenFileHasAnotherNameAndDirectoryIsOpenToAllIsNotActive() throws IOException {
		Path other = Files.writeString(this.directory.resolve("other"), "not meant");
		Files.createLink(file(), other);
		assertThat(maintenance().read().active()).isTrue();
		openToAll();
		assertThat(maintenance().read().active()).isFalse();
		assertThat(this.log.lines()).singleElement().asString().endsWith("and the file has other hard links");
	}

	@Test
	void distrustWhenUserIsReadFromTheSystemIsThisUser() throws IOException {
		openToAll();
		Path file = Files.createFile(file());
		assertThat(new FileTrust(null).distrust(file)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " \n", "a/b", "/" })
	void hostnameWhenItCannotBePartOfAFileNameIsIgnored(String name) throws IOException {
		Path kernel = Files.writeString(this.directory.resolve("hostname"), name);
		assertThat(Hostname.find(kernel, Map.of("HOSTNAME", "other"))).isNull();
	}

	@Test
	void hostnameIsOfTheKernelThenOfTheEnvironment() throws IOException {
		Path kernel = Files.writeString(this.directory.resolve("hostname"), "web-1\n");
		Path missing = this.directory.resolve("missing");
		assertThat(Hostname.find(kernel, Map.of("HOSTNAME", "web-2"))).isEqualTo("web-1");
		assertThat(Hostname.find(missing, Map.of("HOSTNAME", "web-2", "COMPUTERNAME", "web-3"))).isEqualTo("web-2");
		assertThat(Hostname.find(missing, Map.of("COMPUTERNAME", "web-3"))).isEqualTo("web-3");
		assertThat(Hostname.find(missing, Map.of())).isNull();
	}

}
