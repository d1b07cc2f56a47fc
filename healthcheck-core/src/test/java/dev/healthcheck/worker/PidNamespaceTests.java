package dev.healthcheck.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Workers in real pid namespaces, and pids that are really used again. Needs a user who
 * may create namespaces.
 */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
class PidNamespaceTests {

	private static final String[] OWN_PIDS = { "unshare", "--pid", "--fork", "--kill-child", "--mount-proc" };

	@TempDir
	private Path directory;

	private final List<Process> started = new ArrayList<>();

	@BeforeAll
	static void needsNamespaces() throws Exception {
		Process process = new ProcessBuilder("unshare", "--pid", "--fork", "--mount-proc", "true").start();
		assumeThat(process.waitFor()).as("may create pid namespaces").isZero();
	}

	@AfterEach
	void stop() {
		this.started.forEach(Process::destroyForcibly);
	}

	private Process start(String[] prefix, Class<?> program, String... args) throws IOException {
		List<String> command = new ArrayList<>(Arrays.asList(prefix));
		command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
				"-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp", System.getProperty("java.class.path"),
				program.getName()));
		command.addAll(Arrays.asList(args));
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
		this.started.add(process);
		return process;
	}

	private List<String> entries() throws IOException {
		try (Stream<Path> entries = Files.list(this.directory)) {
			return entries.map((entry) -> entry.getFileName().toString()).sorted().toList();
		}
	}

	private Worker worker(String[] prefix, WorkerVerification verification) throws IOException {
		return new Worker(start(prefix, WorkerProgram.class, this.directory.toString(), verification.name()));
	}

	private WorkerCount count() {
		return new WorkerDirectory(WorkerFileName.of(this.directory, ".w.{}"), WorkerVerification.PROCESS,
				Duration.ofSeconds(30))
			.count();
	}

	@Test
	void workersWithTheSamePidDoNotTakeEachOthersFile() throws Exception {
		Worker first = worker(OWN_PIDS, WorkerVerification.PROCESS);
		assertThat(first.count()).isEqualTo("1 null");
		Worker second = worker(OWN_PIDS, WorkerVerification.PROCESS);
		assertThat(second.count()).isEqualTo("1 {other-namespace=1}");
		assertThat(first.count()).isEqualTo("1 {other-namespace=1}");
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
		Worker first = worker(OWN_PIDS, WorkerVerification.HEARTBEAT);
		Worker second = worker(OWN_PIDS, WorkerVerification.HEARTBEAT);
		Awaitility.await().pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
			List<String> counts = List.of(first.count(), second.count());
			assertThat(counts).containsOnly("2 null");
		});
		// By its handle, which leaves its input open: at the end of that it would clean
		// up
		this.started.get(1).toHandle().destroyForcibly();
		Awaitility.await()
			.pollInterval(Duration.ofMillis(50))
			.untilAsserted(() -> assertThat(first.count()).isEqualTo("1 {no-heartbeat=1}"));
	}

	@Test
	void workersOfOneNamespaceCountEachOther() throws Exception {
		Worker first = worker(new String[0], WorkerVerification.PROCESS);
		Worker second = worker(new String[0], WorkerVerification.PROCESS);
		first.count();
		assertThat(second.count()).isEqualTo("2 null");
		assertThat(first.count()).isEqualTo("2 null");
		assertThat(count()).isEqualTo(WorkerCount.of(2));
		this.started.get(1).destroyForcibly().waitFor();
		assertThat(first.count()).isEqualTo("1 {dead=1}");
	}

	@Test
	void foreignFilesAreNotVerifiedByTheProcOfAnotherNamespace() throws Exception {
		Files.createFile(this.directory.resolve(".w." + ProcessHandle.current().pid()));
		Worker ownProc = worker(OWN_PIDS, WorkerVerification.PROCESS);
		assertThat(ownProc.count()).isEqualTo("1 {dead=1}");
		ownProc.end();
		Worker othersProc = worker(new String[] { "unshare", "--pid", "--fork", "--kill-child" },
				WorkerVerification.PROCESS);
		assertThat(othersProc.count()).isEqualTo("1 {unverifiable=1}");
	}

	@Test
	void readOnlyFileSystemLeavesTheCountInMemory() throws Exception {
		String script = "mount -t tmpfs -o ro none '" + this.directory + "' && exec \"$@\"";
		Worker worker = worker(new String[] { "unshare", "--mount", "sh", "-c", script, "sh" },
				WorkerVerification.PROCESS);
		assertThat(worker.count()).isEqualTo("1 null");
		assertThat(worker.count()).isEqualTo("1 null");
		worker.end();
		assertThat(entries()).isEmpty();
	}

	@Test
	void reusedPidsAreNeverCounted() throws Exception {
		Process program = start(OWN_PIDS, PidReuseProgram.class, this.directory.toString(), "100");
		assertThat(program.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("counted 100, wrong 0");
	}

	/**
	 * A worker in a process of its own.
	 */
	private static final class Worker {

		private final Process process;

		private final Writer in;

		private final BufferedReader out;

		Worker(Process process) {
			this.process = process;
			this.in = process.outputWriter(StandardCharsets.UTF_8);
			this.out = process.inputReader(StandardCharsets.UTF_8);
		}

		String count() throws IOException {
			this.in.write("count\n");
			this.in.flush();
			return this.out.readLine();
		}

		void end() throws Exception {
			this.in.close();
			assertThat(this.process.waitFor()).isZero();
		}

	}

}
