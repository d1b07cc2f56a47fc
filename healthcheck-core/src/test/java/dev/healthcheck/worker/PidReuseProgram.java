package dev.healthcheck.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/**
 * Kills workers and has their pids used again, in a pid namespace where the next pid can
 * be chosen. Says how often a file was counted that stands for nobody.
 */
public final class PidReuseProgram {

	private static final int FIRST_PID = 20_000;

	/** The pids behind a chosen one are soon taken, also by our own threads. */
	private static final int STEP = 50;

	private static final int LAST_PID = 32_000;

	private static final String NEWEST_PID = "/proc/sys/kernel/ns_last_pid";

	private final WorkerFileName names;

	private final ProcessTable processes = ProcessTable.system();

	/**
	 * The shells have pids of their own, that are not used again: the JDK tells who waits
	 * for a process that one of the same pid has ended if it did a moment ago.
	 */
	private int shell = 1_000;

	private int counted;

	/** Files that nobody looked at before the pid was used again. */
	private int unseen;

	private int wrong;

	private PidReuseProgram(Path directory) {
		this.names = WorkerFileName.of(directory, ".w.{}");
	}

	public static void main(String[] args) throws IOException {
		PidReuseProgram program = new PidReuseProgram(Path.of(args[0]));
		BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		program.run(Integer.parseInt(lines.readLine()));
		System.out.println("counted " + program.counted + ", unseen " + program.unseen + ", wrong " + program.wrong);
	}

	private void run(int rounds) throws IOException {
		int pid = FIRST_PID;
		for (int round = 0; round < rounds; pid += STEP) {
			if (pid > LAST_PID) {
				throw new IOException("Only " + round + " pids were to be had twice");
			}
			if (isUsedAgain(pid, round)) {
				round++;
			}
		}
	}

	/**
	 * Have a pid used twice, with a file of the first process.
	 * @param pid the pid
	 * @param round the round, which tells what the file is like
	 * @return whether the pid was to be had both times
	 */
	private boolean isUsedAgain(int pid, int round) throws IOException {
		WorkerDirectory directory = new WorkerDirectory(this.names, WorkerVerification.PROCESS, Duration.ofSeconds(30));
		Path file = this.names.file(pid);
		boolean seen = round % 3 != 0;
		int ready = 0;
		try (SleepingProcesses worker = start(pid)) {
			if (worker.pids().get(0) != pid) {
				return false;
			}
			boolean ours = round % 3 == 2;
			Files.write(file, ours ? ourContent(pid) : new byte[0]);
			if (seen) {
				ready = directory.count().ready();
			}
			else {
				// Its age must tell, which it does not for two seconds
				Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3)));
			}
			worker.kill(pid);
			SleepingProcesses.awaitReaped(pid);
			awaitNextTick();
		}
		try (SleepingProcesses stranger = start(pid)) {
			if (stranger.pids().get(0) != pid) {
				return false;
			}
			this.counted += ready;
			this.unseen += seen ? 0 : 1;
			this.wrong += directory.count().ready() + directory.count().ready();
			this.wrong += this.processes.start(pid).isPresent() ? 0 : 1;
			return true;
		}
		finally {
			Files.delete(file);
		}
	}

	private byte[] ourContent(int pid) throws IOException {
		WorkerProcess self = this.processes.self();
		long start = this.processes.start(pid).orElseThrow();
		return new WorkerFile(new WorkerProcess(pid, start, self.boot(), self.namespace()), "app").content();
	}

	private SleepingProcesses start(int pid) throws IOException {
		this.shell += 10;
		Files.writeString(Path.of(NEWEST_PID), Integer.toString(this.shell));
		return SleepingProcesses
			.start("echo " + (pid - 1) + " > " + NEWEST_PID + "; sleep 600 > /dev/null & echo $!; wait", 1);
	}

	/**
	 * Starts are told in hundredths of a second: two processes that have the same pid in
	 * the same one are the same to everybody.
	 * @throws IOException if the uptime cannot be read
	 */
	private static void awaitNextTick() throws IOException {
		String now = uptime();
		SleepingProcesses.await(() -> !uptime().equals(now));
	}

	private static String uptime() throws IOException {
		// The second number is the time spent idle
		return Files.readString(Path.of("/proc/uptime")).replaceFirst(" .*\n", "");
	}

}
