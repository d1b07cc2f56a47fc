package dev.healthcheck.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;

/**
 * Real processes that do nothing, with a parent that reaps those that are killed, or
 * leaves them zombies for as long as it lives.
 */
final class SleepingProcesses implements AutoCloseable {

	private final Process parent;

	private final List<Long> pids;

	/**
	 * Those that were not killed yet. Handles know the start of their process: a pid may
	 * be a stranger's by now, and must not be killed.
	 */
	private final Map<Long, ProcessHandle> alive = new HashMap<>();

	private SleepingProcesses(Process parent, List<Long> pids) {
		this.parent = parent;
		this.pids = List.copyOf(pids);
		pids.forEach((pid) -> this.alive.put(pid, ProcessHandle.of(pid).orElseThrow()));
	}

	static SleepingProcesses start(int count, boolean reaped) throws IOException {
		SleepingProcesses started = start("i=0; while [ $i -lt " + count
				+ " ]; do sleep 600 >/dev/null & echo $!; i=$((i+1)); done; " + (reaped ? "wait" : "exec sleep 600"),
				count);
		if (!reaped) {
			// Until then the shell would reap
			Path command = Path.of("/proc/" + started.parent.pid() + "/comm");
			await(() -> Files.readString(command).startsWith("sleep"));
		}
		return started;
	}

	static SleepingProcesses start(String script, int count) throws IOException {
		Process parent = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
		List<Long> pids = new ArrayList<>();
		BufferedReader reader = parent.inputReader(StandardCharsets.US_ASCII);
		while (pids.size() < count) {
			String pid = reader.readLine();
			if (pid == null) {
				throw new IOException("The shell ended: " + parent.onExit().join());
			}
			pids.add(Long.valueOf(pid));
		}
		return new SleepingProcesses(parent, pids);
	}

	List<Long> pids() {
		return this.pids;
	}

	/**
	 * Send SIGKILL to a process if it is one of these and was not killed yet.
	 * @param pid the pid
	 */
	void kill(long pid) {
		ProcessHandle process = this.alive.remove(pid);
		if (process != null) {
			process.destroyForcibly();
		}
	}

	boolean areAllKilled() {
		return this.alive.isEmpty();
	}

	/**
	 * Wait until a process is gone, as the kernel sees it. Reads the stat file by itself:
	 * what is tested must not be what measures.
	 * @param pid the pid
	 */
	static void awaitGone(long pid) {
		await(() -> isGone(pid));
	}

	/**
	 * Wait until a process is reaped, and its pid free.
	 * @param pid the pid
	 */
	static void awaitReaped(long pid) {
		await(() -> Files.notExists(Path.of("/proc/" + pid)));
	}

	static void await(Callable<Boolean> condition) {
		Awaitility.await()
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.until(condition);
	}

	private static boolean isGone(long pid) {
		try {
			return Files.readString(Path.of("/proc/" + pid + "/stat")).matches("(?s).*\\) Z [^)]*");
		}
		catch (IOException ex) {
			return true;
		}
	}

	@Override
	public void close() {
		this.pids.forEach(this::kill);
		this.parent.destroyForcibly();
	}

}
