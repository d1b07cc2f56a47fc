package dev.healthcheck.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link LinuxProcessTable} and {@link ProcessTable.ProcessHandleTable}.
 */
class ProcessTableTests {

	private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

	@TempDir
	private Path proc;

	@BeforeEach
	void proc() throws IOException {
		process("12", "app", 'S', 5000);
		Files.createSymbolicLink(this.proc.resolve("self"), Path.of("12"));
		Files.createDirectories(this.proc.resolve("12/ns"));
		Files.createSymbolicLink(this.proc.resolve("12/ns/pid"), Path.of("pid:[4026532178]"));
		Files.createDirectories(this.proc.resolve("sys/kernel/random"));
		Files.writeString(this.proc.resolve("sys/kernel/random/boot_id"), "b-o-o-t\n");
		Files.writeString(this.proc.resolve("uptime"), "1000.25 1.00\n");
	}

	private void process(String pid, String command, char state, long start) throws IOException {
		Files.createDirectories(this.proc.resolve(pid));
		Files.writeString(this.proc.resolve(pid).resolve("stat"), stat(command, state, start));
	}

	private static String stat(String command, char state, long start) {
		return "12 (" + command + ") " + state + " 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 " + start + " 20 21\n";
	}

	private LinuxProcessTable table(long pid) throws IOException {
		return new LinuxProcessTable(this.proc, pid, () -> NOW);
	}

	@Test
	void selfIsReadFromProc() throws IOException {
		assertThat(table(12).self()).isEqualTo(new WorkerProcess(12, 5000, "b-o-o-t", "4026532178"));
	}

	@Test
	void selfWhenBootAndNamespaceAreHiddenLeavesThemEmpty() throws IOException {
		Files.delete(this.proc.resolve("sys/kernel/random/boot_id"));
		Files.delete(this.proc.resolve("12/ns/pid"));
		assertThat(table(12).self()).isEqualTo(new WorkerProcess(12, 5000, "", ""));
	}

	@Test
	void obstacleIsThatOthersCannotBeSeen() throws IOException {
		assertThat(table(12).obstacle()).isNull();
		assertThat(table(13).obstacle()).contains("shows the processes of another pid namespace");
		process("1", "app", 'S', 5000);
		Files.delete(this.proc.resolve("self"));
		Files.createSymbolicLink(this.proc.resolve("self"), Path.of("1"));
		assertThat(table(1).obstacle()).contains("in a pid namespace of its own");
		assertThat(WorkerVerification.PROCESS.obstacle()).isNull();
		assertThat(WorkerVerification.HEARTBEAT.obstacle()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sh", "a b", "a) Z (b", ")", "", "Z 1 2 3", "(((", "a\nb" })
	void startWhenCommandIsOddIsField22(String command) throws IOException {
		assertThat(LinuxProcessTable.parse(stat(command, 'S', 99))).hasValue(99);
	}

	@ParameterizedTest
	@ValueSource(chars = { 'R', 'S', 'D', 'T', 't', 'I', 'P' })
	void startWhenStateIsOfTheLivingIsPresent(char state) throws IOException {
		assertThat(LinuxProcessTable.parse(stat("sh", state, 99))).hasValue(99);
	}

	@ParameterizedTest
	@ValueSource(chars = { 'Z', 'X', 'x' })
	void startWhenStateIsOfTheDeadIsEmpty(char state) throws IOException {
		assertThat(LinuxProcessTable.parse(stat("sh", state, 99))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "12", "12 (sh) S 1 2", "12 (sh) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 x" })
	void startWhenStatIsMalformedThrows(String stat) {
		assertThatIOException().isThrownBy(() -> LinuxProcessTable.parse(stat));
	}

	@Test
	void startWhenThereIsNoProcessIsEmpty() throws IOException {
		assertThat(table(12).start(13)).isEmpty();
		assertThat(table(12).start(12)).hasValue(5000);
	}

	@Test
	void startWhenProcessCannotBeReadThrows() throws IOException {
		Files.createDirectories(this.proc.resolve("13/stat"));
		LinuxProcessTable table = table(12);
		assertThatIOException().isThrownBy(() -> table.start(13));
	}

	@Test
	void startWhenProcIsOfAnotherNamespaceThrows() throws IOException {
		LinuxProcessTable table = table(1);
		assertThatIOException().isThrownBy(() -> table.start(12)).withMessageContaining("another pid namespace");
		assertThat(table.self()).isEqualTo(new WorkerProcess(1, 5000, "b-o-o-t", "4026532178"));
	}

	@Test
	void timeIsCountedBackFromTheUptime() throws IOException {
		assertThat(table(12).time(100_000)).isEqualTo(NOW.minusMillis(250));
		assertThat(table(12).time(5000)).isEqualTo(NOW.minusMillis(950_250));
	}

	@Test
	void timeWhenUptimeIsOfAnotherClockIsUnknown() throws IOException {
		assertThat(table(12).time(100_200)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "12", "12.", "12.3", "a.bcd" })
	void timeWhenUptimeIsMalformedThrows(String uptime) throws IOException {
		Files.writeString(this.proc.resolve("uptime"), uptime);
		LinuxProcessTable table = table(12);
		assertThatIOException().isThrownBy(() -> table.time(5000));
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void systemOnLinuxKnowsThisProcess() throws IOException {
		ProcessTable table = ProcessTable.system();
		WorkerProcess self = table.self();
		assertThat(table).isInstanceOf(LinuxProcessTable.class);
		assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
		assertThat(self.boot()).hasSize(36);
		assertThat(self.namespacedDigits()).isGreaterThan(10_000_000L);
		assertThat(table.start(self.pid())).hasValue(self.start());
		assertThat(table.time(self.start())).isCloseTo(ProcessHandle.current().info().startInstant().orElseThrow(),
				within(Duration.ofMillis(1500)));
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void startWhenProcessIsKilledBecomesEmptyReapedOrNot() throws Exception {
		ProcessTable table = ProcessTable.system();
		try (SleepingProcesses reaped = SleepingProcesses.start(1, true);
				SleepingProcesses zombies = SleepingProcesses.start(1, false)) {
			for (SleepingProcesses processes : new SleepingProcesses[] { reaped, zombies }) {
				long pid = processes.pids().get(0);
				assertThat(table.start(pid)).isPresent();
				processes.kill(pid);
				SleepingProcesses.awaitGone(pid);
				assertThat(table.start(pid)).isEmpty();
			}
			assertThat(Path.of("/proc/" + zombies.pids().get(0))).exists();
		}
	}

	@Test
	void processHandleTableKnowsProcessesByTheirStart() throws Exception {
		ProcessTable table = new ProcessTable.ProcessHandleTable();
		WorkerProcess self = table.self();
		assertThat(self).isEqualTo(new WorkerProcess(ProcessHandle.current().pid(), self.start(), "", ""));
		assertThat(table.start(self.pid())).hasValue(self.start());
		assertThat(table.time(self.start())).isEqualTo(Instant.ofEpochMilli(self.start()));
		assertThat(table.time(0)).isNull();
		Process child = new ProcessBuilder("sleep", "600").start();
		assertThat(table.start(child.pid())).isNotEqualTo(OptionalLong.empty());
		child.destroyForcibly().waitFor();
		assertThat(table.start(child.pid())).isEmpty();
	}

	@Test
	void namespacedDigitsWhenNamespaceIsUnknownAreThePid() {
		assertThat(new WorkerProcess(12, 1, "", "").namespacedDigits()).isEqualTo(12);
		assertThat(new WorkerProcess(12, 1, "", "123456789012").namespacedDigits()).isEqualTo(12);
		assertThat(new WorkerProcess(12, 1, "", "4026531836").namespacedDigits()).isEqualTo(4026531836_0000012L);
	}

}
