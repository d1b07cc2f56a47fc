package dev.healthcheck.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.healthcheck.CapturedLog;
import dev.healthcheck.worker.WorkersCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Directories that go away while they are used, or that may no longer be looked into, and
 * come back.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class LostDirectoryTests {

	@TempDir
	private Path temporary;

	private Path directory;

	private Process other;

	@BeforeEach
	void start() throws IOException {
		this.directory = Files.createDirectory(this.temporary.resolve("d"));
		this.other = new ProcessBuilder("sleep", "600").start();
		Files.createFile(others());
	}

	@AfterEach
	void stop() {
		this.other.destroyForcibly();
	}

	private Path others() {
		return this.directory.resolve(".w." + this.other.pid());
	}

	@Test
	void whenDirectoryIsRemovedThisProcessAloneCountsUntilItIsBack() throws Exception {
		Path own = this.directory.resolve(".w." + ProcessHandle.current().pid());
		InstanceProgram instance = new InstanceProgram(this.directory);
		try (CapturedLog log = CapturedLog.of(WorkersCheck.class)) {
			Files.createFile(this.directory.resolve(".maintenance"));
			assertThat(instance.tell("workers")).isEqualTo("UP 2 of 2 workers ready");
			assertThat(instance.tell("maintenance")).isEqualTo("MAINTENANCE");
			SystemCommand.run("rm", "-r", this.directory.toString());
			for (int i = 0; i < 3; i++) {
				assertThat(instance.tell("workers"))
					.isEqualTo("DOWN 1 of 2 workers ready; directory '" + this.directory + "' is missing");
				assertThat(instance.tell("maintenance")).isEqualTo("UP");
				assertThat(instance.tell("enter")).contains("cannot be written").contains("NoSuchFile");
				assertThat(instance.tell("leave")).isEqualTo("false");
			}
			assertThat(this.directory).doesNotExist();
			Files.createDirectory(this.directory);
			Files.createFile(others());
			assertThat(instance.tell("workers")).isEqualTo("UP 2 of 2 workers ready");
			assertThat(own).isRegularFile();
			assertThat(instance.tell("enter")).isEqualTo("disks");
			assertThat(instance.tell("maintenance")).isEqualTo("MAINTENANCE disks");
			assertThat(log.lines()).containsExactly(
					"WARNING Other workers cannot be counted: directory '" + this.directory + "' is missing",
					"INFO Other workers can be counted again");
			instance.end();
			assertThat(own).doesNotExist();
		}
	}

	@Test
	@Tag("figures")
	void whenPermissionIsLostWorkersCountWhileTheyLiveAndMaintenanceStands() throws Exception {
		try (ChildJvm instance = startAsNobody()) {
			Path own = this.directory.resolve(".w." + instance.pid());
			assertThat(instance.ask("workers")).isEqualTo("UP 2 of 2 workers ready");
			assertThat(instance.ask("enter")).isEqualTo("disks");
			assertThat(instance.ask("maintenance")).isEqualTo("MAINTENANCE disks");
			chmod("000");
			for (int i = 0; i < 3; i++) {
				assertThat(instance.ask("workers")).isEqualTo("UP 2 of 2 workers ready; directory '" + this.directory
						+ "' may not be read; keeping the last known state");
				assertThat(instance.ask("maintenance")).startsWith("MAINTENANCE disks; ").contains("AccessDenied");
				assertThat(instance.ask("enter")).contains("cannot be written").contains("AccessDenied");
				assertThat(instance.ask("leave")).contains("cannot be removed").contains("AccessDenied");
			}
			this.other.destroyForcibly().waitFor();
			assertThat(instance.ask("workers")).startsWith("DOWN 1 of 2 workers ready {dead=1}; ");
			chmod("755");
			assertThat(own).isRegularFile();
			assertThat(instance.ask("workers")).isEqualTo("DOWN 1 of 2 workers ready {dead=1}");
			assertThat(instance.ask("maintenance")).isEqualTo("MAINTENANCE disks");
			assertThat(instance.ask("leave")).isEqualTo("true");
			assertThat(instance.ask("maintenance")).isEqualTo("UP");
			instance.end();
			assertThat(own).doesNotExist();
		}
	}

	@Test
	@Tag("figures")
	void whenPermissionIsLostWhileItStopsItsFileIsRemovedOnceItIsBack() throws Exception {
		try (ChildJvm instance = startAsNobody()) {
			Path own = this.directory.resolve(".w." + instance.pid());
			assertThat(instance.ask("workers")).isEqualTo("UP 2 of 2 workers ready");
			chmod("000");
			assertThat(instance.ask("workers")).startsWith("UP 2 of 2");
			assertThat(instance.ask("unready")).isEqualTo("unready");
			assertThat(instance.ask("workers")).startsWith("OUT_OF_SERVICE 1 of 2");
			chmod("755");
			assertThat(own).isRegularFile();
			assertThat(instance.ask("workers")).isEqualTo("OUT_OF_SERVICE 1 of 2 workers ready");
			assertThat(own).as("what others would still count").doesNotExist();
		}
	}

	@Test
	@Tag("figures")
	void whenFilesMayBeListedAndNotSeenTheirLastKnownStateCounts() throws Exception {
		try (ChildJvm instance = startAsNobody()) {
			chmod("444");
			assertThat(instance.ask("workers")).as("nothing is known yet")
				.isEqualTo("DOWN 1 of 2 workers ready {unreadable=1}");
			chmod("755");
			assertThat(instance.ask("workers")).isEqualTo("UP 2 of 2 workers ready");
			chmod("444");
			for (int i = 0; i < 3; i++) {
				assertThat(instance.ask("workers")).matches(
						"UP 2 of 2 workers ready; file '" + this.directory + ".*' may not be read; keeping the last.*");
			}
			this.other.destroyForcibly().waitFor();
			assertThat(instance.ask("workers")).startsWith("DOWN 1 of 2 workers ready {dead=1}; ");
		}
	}

	@Test
	@Tag("figures")
	void whenTheMaintenanceFileMayNotBeReadItsLastKnownStateCounts() throws Exception {
		try (ChildJvm instance = startAsNobody()) {
			Path file = this.directory.resolve(".maintenance");
			SystemCommand.run("install", "-m", "000", "/dev/null", file.toString());
			assertThat(instance.ask("maintenance")).as("'touch' is enough").isEqualTo("MAINTENANCE");
			Files.delete(file);
			assertThat(instance.ask("maintenance")).isEqualTo("UP");
			Files.writeString(file, "disks\n");
			SystemCommand.run("chmod", "000", file.toString());
			assertThat(instance.ask("maintenance")).startsWith("UP; ").contains("AccessDenied");
			SystemCommand.run("chmod", "644", file.toString());
			assertThat(instance.ask("maintenance")).isEqualTo("MAINTENANCE disks");
			SystemCommand.run("chmod", "000", file.toString());
			assertThat(instance.ask("maintenance")).startsWith("MAINTENANCE disks; ").contains("AccessDenied");
		}
	}

	@Test
	@Tag("figures")
	void whenNothingMayBeWrittenOthersAreCountedAllTheSame() throws Exception {
		try (ChildJvm instance = startAsNobody()) {
			chmod("555");
			assertThat(instance.ask("workers")).isEqualTo("UP 2 of 2 workers ready");
			assertThat(instance.ask("enter")).contains("cannot be written").contains("AccessDenied");
			assertThat(instance.ask("maintenance")).isEqualTo("UP");
			assertThat(this.directory).isDirectoryNotContaining("glob:**{maintenance,tmp}*");
			chmod("755");
			assertThat(instance.ask("workers")).isEqualTo("UP 2 of 2 workers ready");
			assertThat(this.directory.resolve(".w." + instance.pid())).isRegularFile();
		}
	}

	private ChildJvm startAsNobody() throws Exception {
		SystemCommand.assumeRoot();
		SystemCommand.assume("setpriv");
		SystemCommand.run("chmod", "755", this.temporary.toString());
		SystemCommand.run("chown", "65534", this.directory.toString());
		return ChildJvm.start(SystemCommand.AS_NOBODY, Map.of(),
				ChildJvm.readableClassPath(Files.createDirectory(this.temporary.resolve("classes"))),
				InstanceProgram.class, this.directory.toString());
	}

	private void chmod(String mode) throws Exception {
		SystemCommand.run(List.of("chmod", mode, this.directory.toString()));
	}

}
