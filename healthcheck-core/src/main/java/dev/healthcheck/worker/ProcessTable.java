package dev.healthcheck.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * Strategy used to look up processes. The start of a process is a number in a unit of the
 * table; it distinguishes a process from a later one with the same pid.
 */
interface ProcessTable {

	WorkerProcess self();

	// Empty if no living process has the pid. A zombie is dead
	OptionalLong start(long pid) throws IOException;

	// By the current wall clock, or null if unknown
	@Nullable Instant time(long start) throws IOException;

	// Why the processes that leave files cannot be looked up, if that is known
	default @Nullable String obstacle() {
		return null;
	}

	static ProcessTable system() {
		Path proc = Path.of("/proc");
		if (Files.isReadable(proc.resolve("self/stat"))) {
			try {
				return new LinuxProcessTable(proc, ProcessHandle.current().pid(), InstantSource.system());
			}
			catch (IOException ex) {
				// Another /proc than that of Linux
			}
		}
		return new ProcessHandleTable();
	}

	/**
	 * Process table of systems without {@code /proc}. Starts are milliseconds of the
	 * epoch, up to a second off, or 0 where they are hidden; a zombie may look alive.
	 */
	record ProcessHandleTable(WorkerProcess self) implements ProcessTable {

		ProcessHandleTable() {
			this(new WorkerProcess(ProcessHandle.current().pid(), start(ProcessHandle.current()), "", ""));
		}

		@Override
		public OptionalLong start(long pid) {
			return ProcessHandle.of(pid)
				.filter(ProcessHandle::isAlive)
				.map((process) -> OptionalLong.of(start(process)))
				.orElseGet(OptionalLong::empty);
		}

		private static long start(ProcessHandle process) {
			return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
		}

		@Override
		public @Nullable Instant time(long start) {
			return (start != 0) ? Instant.ofEpochMilli(start) : null;
		}

	}

}
