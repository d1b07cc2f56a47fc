package dev.healthcheck.benchmarks.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.healthcheck.benchmarks.arm.ChildProcess;
import dev.healthcheck.benchmarks.arm.Jdk;

/**
 * What a JVM takes.
 *
 * @param threads how many threads, the JVM's own included
 * @param residentMiB what it has in memory
 * @param threadMiB what its threads have committed, by native memory tracking
 * @param liveMiB what is live in its heap after a collection
 */
record Footprint(long threads, double residentMiB, double threadMiB, double liveMiB) {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");

	private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

	private static final Pattern THREAD = Pattern.compile("Thread \\(reserved=\\d+KB, committed=(\\d+)KB");

	private static final Pattern LIVE = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

	/**
	 * Measure a JVM that tracks its native memory.
	 * @param jdk what runs it
	 * @param pid the process id
	 * @return what it takes
	 * @throws IOException when it does not say
	 * @throws InterruptedException when interrupted
	 */
	static Footprint of(Jdk jdk, long pid) throws IOException, InterruptedException {
		// The histogram is of live objects: it collects first
		double live = number(LIVE, jcmd(jdk, pid, "GC.class_histogram")) / (1 << 20);
		double thread = number(THREAD, jcmd(jdk, pid, "VM.native_memory", "summary")) / 1024;
		String status = Files.readString(Path.of("/proc/" + pid + "/status"));
		return new Footprint((long) number(THREADS, status), number(RESIDENT, status) / 1024, thread, live);
	}

	private static String jcmd(Jdk jdk, long pid, String... command) throws IOException, InterruptedException {
		String[] all = new String[command.length + 2];
		all[0] = jdk.jcmd().toString();
		all[1] = Long.toString(pid);
		System.arraycopy(command, 0, all, 2, command.length);
		return ChildProcess.run(TIMEOUT, all);
	}

	/**
	 * Find a number.
	 * @param pattern its group 1 is the number; of several matches the last counts
	 * @param text where
	 * @return the number
	 */
	private static double number(Pattern pattern, String text) throws IOException {
		Matcher matcher = pattern.matcher(text);
		String found = null;
		while (matcher.find()) {
			found = matcher.group(1);
		}
		if (found == null) {
			throw new IOException("'" + pattern + "' was not found");
		}
		return Double.parseDouble(found);
	}

}
