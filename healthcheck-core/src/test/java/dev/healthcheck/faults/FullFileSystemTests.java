package dev.healthcheck.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.healthcheck.CapturedLog;
import dev.healthcheck.worker.WorkersCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * File systems that are full, that have no room for another file, and that can only be
 * read.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class FullFileSystemTests {

	private static final String NO_SPACE = "No space left on device";

	private static final String READ_ONLY = "Read-only file system";

	@TempDir
	private Path directory;

	private Process other;

	private Mount mount;

	private InstanceProgram instance;

	private CapturedLog log;

	@BeforeEach
	void start() throws Exception {
		SystemCommand.assumeRoot();
		// Root in a container often may not
		SystemCommand.assumePossible("permission to mount", "unshare", "--mount", "mount", "-t", "tmpfs", "none",
				this.directory.toString());
		this.other = new ProcessBuilder("sleep", "600").start();
		this.log = CapturedLog.of(WorkersCheck.class);
	}

	@AfterEach
	void stop() throws Exception {
		if (this.log != null) {
			this.log.close();
			this.other.destroyForcibly();
		}
		if (this.mount != null) {
			this.mount.close();
		}
	}

	/** The other worker has left its file while there was room. */
	private void mount(String options) throws IOException {
		this.mount = Mount.memory(this.directory, options);
		Files.createFile(this.directory.resolve(".w." + this.other.pid()));
		this.instance = new InstanceProgram(this.directory);
	}

	private Path own() {
		return this.directory.resolve(".w." + ProcessHandle.current().pid());
	}

	private Path maintenance() {
		return this.directory.resolve(".maintenance");
	}

	/** Return what is there but for the file of the other worker. */
	private List<String> entries() throws IOException {
		try (Stream<Path> entries = Files.list(this.directory)) {
			return entries.map((entry) -> entry.getFileName().toString())
				.filter((name) -> !name.endsWith("." + this.other.pid()))
				.sorted()
				.toList();
		}
	}

	private void fill() throws IOException {
		byte[] bytes = new byte[4096];
		try (OutputStream out = Files.newOutputStream(this.directory.resolve("fill"))) {
			while (true) {
				out.write(bytes);
			}
		}
		catch (IOException ex) {
			assertThat(ex).hasMessageContaining(NO_SPACE);
		}
	}

	@Test
	void whenDiskIsFullNothingHalfWrittenIsLeftAndTheCountIsRight() throws IOException {
		mount("size=64k");
		fill();
		assertThat(this.instance.tell("workers")).isEqualTo("UP 2 of 2 workers ready");
		assertThat(this.instance.tell("workers")).isEqualTo("UP 2 of 2 workers ready");
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("INFO This process counts itself, but other processes cannot count it")
			.contains(NO_SPACE);
		assertThat(this.instance.tell("enter")).contains("Maintenance file '" + maintenance() + "' cannot be written")
			.contains(NO_SPACE);
		assertThat(this.instance.tell("maintenance")).isEqualTo("UP");
		assertThat(entries()).containsExactly("fill");
		// An operator's 'touch' needs no room
		Files.createFile(maintenance());
		assertThat(this.instance.tell("maintenance")).isEqualTo("MAINTENANCE");
		assertThat(this.instance.tell("enter")).contains(NO_SPACE);
		assertThat(maintenance()).isEmptyFile();
		assertThat(this.instance.tell("leave")).isEqualTo("true");
		assertThat(this.instance.tell("maintenance")).isEqualTo("UP");
		Files.delete(this.directory.resolve("fill"));
		assertThat(this.instance.tell("enter")).isEqualTo("disks");
		assertThat(this.instance.tell("maintenance")).isEqualTo("MAINTENANCE disks");
		assertThat(this.instance.tell("workers")).isEqualTo("UP 2 of 2 workers ready");
		assertThat(entries()).containsExactly(".maintenance", own().getFileName().toString());
		fill();
		assertThat(this.instance.tell("enter")).contains(NO_SPACE);
		assertThat(this.instance.tell("maintenance")).isEqualTo("MAINTENANCE disks");
		this.instance.end();
		assertThat(entries()).containsExactly(".maintenance", "fill");
	}

	@Test
	void whenThereIsNoRoomForAnotherFileTheCountIsRight() throws IOException {
		// The directory, the other worker's file and this one
		mount("nr_inodes=3");
		Files.createFile(maintenance());
		assertThat(this.instance.tell("workers")).isEqualTo("UP 2 of 2 workers ready");
		assertThat(this.instance.tell("enter")).contains("cannot be written").contains(NO_SPACE);
		assertThat(this.instance.tell("maintenance")).isEqualTo("MAINTENANCE");
		assertThat(entries()).containsExactly(".maintenance");
		assertThat(this.instance.tell("leave")).isEqualTo("true");
		assertThat(this.instance.tell("workers")).isEqualTo("UP 2 of 2 workers ready");
		assertThat(entries()).containsExactly(own().getFileName().toString());
		assertThat(this.log.lines()).singleElement().asString().contains(NO_SPACE);
	}

	@Test
	void whenFileSystemBecomesReadOnlyWhatIsThereIsSeenAndRemovedLater() throws Exception {
		mount("size=64k");
		assertThat(this.instance.tell("workers")).isEqualTo("UP 2 of 2 workers ready");
		assertThat(this.instance.tell("enter")).isEqualTo("disks");
		this.mount.remount("ro");
		assertThat(this.instance.tell("workers")).isEqualTo("UP 2 of 2 workers ready");
		assertThat(this.instance.tell("maintenance")).isEqualTo("MAINTENANCE disks");
		assertThat(this.instance.tell("enter")).contains("cannot be written").contains(READ_ONLY);
		assertThat(this.instance.tell("leave")).contains("cannot be removed").contains(READ_ONLY);
		assertThat(this.instance.tell("unready")).isEqualTo("unready");
		assertThat(this.instance.tell("workers")).isEqualTo("OUT_OF_SERVICE 1 of 2 workers ready");
		assertThat(entries()).containsExactly(".maintenance", own().getFileName().toString());
		this.mount.remount("rw");
		assertThat(this.instance.tell("workers")).isEqualTo("OUT_OF_SERVICE 1 of 2 workers ready");
		assertThat(this.instance.tell("leave")).isEqualTo("true");
		assertThat(this.instance.tell("maintenance")).isEqualTo("UP");
		assertThat(entries()).isEmpty();
	}

	@Test
	void whenFileSystemIsReadOnlyFromTheStartTheFileIsWrittenLater() throws Exception {
		mount("size=64k");
		this.mount.remount("ro");
		assertThat(this.instance.tell("workers")).isEqualTo("UP 2 of 2 workers ready");
		assertThat(this.log.lines()).singleElement().asString().contains(READ_ONLY);
		assertThat(this.instance.tell("maintenance")).isEqualTo("UP");
		this.mount.remount("rw");
		assertThat(this.instance.tell("workers")).isEqualTo("UP 2 of 2 workers ready");
		assertThat(own()).isRegularFile();
		this.mount.remount("ro");
		this.instance.end();
		assertThat(own()).isRegularFile();
	}

}
