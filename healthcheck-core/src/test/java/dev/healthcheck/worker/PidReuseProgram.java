package dev.healthcheck.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Kills workers and has their pids used again, in a pid namespace where the next pid can
 * be chosen. Says how often a file was counted that stands for nobody.
 */
public final class PidReuseProgram {

	private static final int FIRST_PID = 20_000;

	/** The pids behind a chosen one are soon taken, also by our own threads. */
	private static final int STEP = 100;

	private PidReuseProgram() {
	}

	public static void main(String[] args) throws IOException {
		WorkerFileName names = WorkerFileName.of(Path.of(args[0]), ".w.{}");
		ProcessTable processes = ProcessTable.system();
		int rounds = Integer.parseInt(args[1]);
		int counted = 0;
		int wrong = 0;
		for (int round = 0; round < rounds; round++) {
			int pid = FIRST_PID + STEP * round;
			WorkerDirectory directory = new WorkerDirectory(names, WorkerVerification.PROCESS, Duration.ofSeconds(30));
			Path file = names.file(pid);
			try (SleepingProcesses worker = startWithPid(pid)) {
				OptionalLong start = processes.start(pid);
				boolean ours = round % 3 == 2;
				WorkerProcess self = processes.self();
				Files.write(file,
						ours ? new WorkerFile(
								new WorkerProcess(pid, start.orElseThrow(), self.boot(), self.namespace()), "app")
							.content() : new byte[0]);
				if (round % 3 == 0) {
					// Not seen before the pid is used again: its age must tell
					Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3)));
					counted++;
				}
				else {
					counted += directory.count().ready();
				}
				worker.kill(pid);
				SleepingProcesses.awaitReaped(pid);
				awaitNextTick();
			}
			try (SleepingProcesses stranger = startWithPid(pid)) {
				wrong += directory.count().ready() + directory.count().ready();
				wrong += processes.start(stranger.pids().get(0)).isPresent() ? 0 : 1;
			}
			Files.delete(file);
		}
		System.out.println("counted " + counted + ", wrong " + wrong);
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

	private static SleepingProcesses startWithPid(int pid) throws IOException {
		IOException failure = new IOException("Pid " + pid + " was not to be had");
		for (int attempt = 0; attempt < 50; attempt++) {
			try {
				SleepingProcesses started = SleepingProcesses.start(
						"echo " + (pid - 1) + " > /proc/sys/kernel/ns_last_pid; sleep 600 > /dev/null & echo $!; wait",
						1);
				if (started.pids().get(0) == pid) {
					return started;
				}
				started.close();
			}
			catch (IOException ex) {
				// Seen once in thousands: the shell ends by SIGKILL, or passes for ended
				failure.addSuppressed(ex);
			}
		}
		throw failure;
	}

}
