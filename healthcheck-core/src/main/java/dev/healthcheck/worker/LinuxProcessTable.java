package dev.healthcheck.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * Process table of Linux. Starts are the ticks of field 22 of {@code /proc/<pid>/stat},
 * hundredths of a second since boot, which do not depend on the wall clock.
 */
final class LinuxProcessTable implements ProcessTable {

	private static final int TICK_MILLIS = 10;

	/** The state, field 3, is the first one after the name of the command. */
	private static final int START = 22 - 3;

	private static final Duration UPTIME_SLACK = Duration.ofSeconds(1);

	private final Path proc;

	private final InstantSource clock;

	private final WorkerProcess self;

	/** Whether {@code /proc} shows the pids that this process and its files use. */
	private final boolean ofOurNamespace;

	LinuxProcessTable(Path proc, long pid, InstantSource clock) throws IOException {
		this.proc = proc;
		this.clock = clock;
		Path self = proc.resolve("self");
		this.ofOurNamespace = Files.readSymbolicLink(self).toString().equals(Long.toString(pid));
		long start = parse(read(self.resolve("stat"))).orElseThrow(() -> new IOException("This process is dead"));
		this.self = new WorkerProcess(pid, start, boot(), namespace());
	}

	private String boot() {
		try {
			return read(this.proc.resolve("sys/kernel/random/boot_id")).strip();
		}
		catch (IOException ex) {
			// Missing in some sandboxes
			return "";
		}
	}

	private String namespace() {
		try {
			return Files.readSymbolicLink(this.proc.resolve("self/ns/pid")).toString().replaceAll("[^0-9]", "");
		}
		catch (IOException ex) {
			return "";
		}
	}

	@Override
	public WorkerProcess self() {
		return this.self;
	}

	@Override
	public @Nullable String obstacle() {
		if (!this.ofOurNamespace) {
			return this.proc + " shows the processes of another pid namespace";
		}
		// A process that shares a namespace is never its first
		return (this.self.pid() == 1) ? "this process is in a pid namespace of its own, because its pid is 1" : null;
	}

	@Override
	public OptionalLong start(long pid) throws IOException {
		if (!this.ofOurNamespace) {
			throw new IOException(obstacle());
		}
		Path process = this.proc.resolve(Long.toString(pid));
		try {
			return parse(read(process.resolve("stat")));
		}
		catch (NoSuchFileException ex) {
			return OptionalLong.empty();
		}
		catch (IOException ex) {
			// The process may have ended between open and read: ESRCH has no exception
			if (Files.notExists(process, LinkOption.NOFOLLOW_LINKS)) {
				return OptionalLong.empty();
			}
			throw ex;
		}
	}

	// The name of the command, in parentheses, may contain blanks and parentheses
	static OptionalLong parse(String stat) throws IOException {
		String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
		if (fields.length <= START) {
			throw new IOException("Not a stat file: '" + stat.strip() + "'");
		}
		return switch (fields[0].toUpperCase(Locale.ROOT)) {
			case "Z", "X" -> OptionalLong.empty();
			default -> OptionalLong.of(parseLong(fields[START]));
		};
	}

	@Override
	public @Nullable Instant time(long start) throws IOException {
		String uptime = read(this.proc.resolve("uptime"));
		int end = uptime.indexOf('.') + 3;
		if (end < 3 || end > uptime.length()) {
			throw new IOException("Not an uptime: '" + uptime.strip() + "'");
		}
		long ticks = parseLong(uptime.substring(0, end).replace(".", ""));
		Duration age = Duration.ofMillis((ticks - start) * TICK_MILLIS);
		// A container may see its own uptime, which does not apply to starts
		return (age.compareTo(UPTIME_SLACK.negated()) < 0) ? null : this.clock.instant().minus(age);
	}

	private static long parseLong(String number) throws IOException {
		try {
			return Long.parseLong(number);
		}
		catch (NumberFormatException ex) {
			throw new IOException("Not a number of ticks: '" + number + "'", ex);
		}
	}

	private static String read(Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			return new String(in.readNBytes(1024), StandardCharsets.ISO_8859_1);
		}
	}

}
