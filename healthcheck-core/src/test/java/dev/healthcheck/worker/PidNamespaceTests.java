package dev.healthcheck.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.healthcheck.faults.ChildJvm;
import dev.healthcheck.faults.SystemCommand;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Workers in real pid namespaces, and pids that are really used again. Needs a user who
 * may create namespaces.
 */
@Tag("figures")
@EnabledOnOs(OS.LINUX)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PidNamespaceTests {

	private static final List<String> OWN_PIDS = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");

	@TempDir
	private Path directory;

	private final List<ChildJvm> started = new ArrayList<>();

	@BeforeAll
	static void needsNamespaces() throws Exception {
		SystemCommand.assumePossible("permission to create pid namespaces", "unshare", "--pid", "--fork",
				"--mount-proc", "true");
	}

	@AfterEach
	void stop() throws IOException {
		for (ChildJvm program : this.started) {
			program.close();
		}
	}

	private ChildJvm start(List<String> prefix, Class<?> program, String... arguments) throws IOException {
		ChildJvm started = ChildJvm.start(prefix, Map.of(), ChildJvm.classPath(), program, arguments);
		this.started.add(started);
		return started;
	}

	private ChildJvm worker(List<String> prefix, WorkerVerification verification) throws IOException {
		return start(prefix, WorkerProgram.class, this.directory.toString(), verification.name());
	}

	private List<String> entries() throws IOException {
		try (Stream<Path> entries = Files.list(this.directory)) {
			return entries.map((entry) -> entry.getFileName().toString()).sorted().toList();
		}
	}

	private WorkerCount count() {
		return new WorkerDirectory(WorkerFileName.of(this.directory, ".w.{}"), WorkerVerification.PROCESS,
				Duration.ofSeconds(30))
			.count();
	}

	@Test
	void workersWithTheSamePidDoNotTakeEachOthersFile() throws Exception {
		ChildJvm first = worker(OWN_PIDS, WorkerVerification.PROCESS);
		assertThat(first.ask("count")).isEqualTo("1 null");
		ChildJvm second = worker(OWN_PIDS, WorkerVerification.PROCESS);
		assertThat(second.ask("count")).isEqualTo("1 {other-namespace=1}");
		assertThat(first.ask("count")).isEqualTo("1 {other-namespace=1}");
		assertThat(entries()).hasSize(2).contains(".w.1").element(1).asString().matches("\\.w\\.40265[0-9]{5}0000001");
		assertThat(count().ready()).isZero();
		assertThat(count().ignored()).containsEntry("other-namespace", 2);
		first.end();
		assertThat(entries()).hasSize(1).doesNotContain(".w.1");
		second.end();
		assertThat(entries()).isEmpty();
	}

	@Test
	void workersWithTheSamePidCountEachOtherByHeartbeat() throws Exception {
		ChildJvm first = worker(OWN_PIDS, WorkerVerification.HEARTBEAT);
		ChildJvm second = worker(OWN_PIDS, WorkerVerification.HEARTBEAT);
		Awaitility.await().pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
			List<String> counts = List.of(first.ask("count"), second.ask("count"));
			assertThat(counts).containsOnly("2 null");
		});
		second.kill();
		Awaitility.await()
			.pollInterval(Duration.ofMillis(50))
			.untilAsserted(() -> assertThat(first.ask("count")).isEqualTo("1 {no-heartbeat=1}"));
	}

	@Test
	void workersOfOneNamespaceCountEachOther() throws Exception {
		ChildJvm first = worker(List.of(), WorkerVerification.PROCESS);
		ChildJvm second = worker(List.of(), WorkerVerification.PROCESS);
		first.ask("count");
		assertThat(second.ask("count")).isEqualTo("2 null");
		assertThat(first.ask("count")).isEqualTo("2 null");
		assertThat(count()).isEqualTo(WorkerCount.of(2));
		second.kill();
		assertThat(first.ask("count")).isEqualTo("1 {dead=1}");
	}

	@Test
	void foreignFilesAreNotVerifiedByTheProcOfAnotherNamespace() throws Exception {
		Files.createFile(this.directory.resolve(".w." + ProcessHandle.current().pid()));
		ChildJvm ownProc = worker(OWN_PIDS, WorkerVerification.PROCESS);
		assertThat(ownProc.ask("count")).isEqualTo("1 {dead=1}");
		ownProc.end();
		ChildJvm othersProc = worker(List.of("unshare", "--pid", "--fork", "--kill-child"), WorkerVerification.PROCESS);
		assertThat(othersProc.ask("count")).isEqualTo("1 {unverifiable=1}");
	}

	@Test
	void readOnlyFileSystemLeavesTheCountInMemory() throws Exception {
		String script = "mount -t tmpfs -o ro none '" + this.directory + "' && exec \"$@\"";
		ChildJvm worker = worker(List.of("unshare", "--mount", "sh", "-c", script, "sh"), WorkerVerification.PROCESS);
		assertThat(worker.ask("count")).isEqualTo("1 null");
		assertThat(worker.ask("count")).isEqualTo("1 null");
		worker.end();
		assertThat(entries()).isEmpty();
	}

	@Test
	void reusedPidsAreNeverCounted() throws Exception {
		ChildJvm program = start(OWN_PIDS, PidReuseProgram.class, this.directory.toString());
		assertThat(program.ask("102")).isEqualTo("counted 68, unseen 34, wrong 0");
	}

}
