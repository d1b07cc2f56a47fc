package dev.healthcheck.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * Strategy used to look up processes. The start of a process is a number whose unit is
 * the table's own; with the pid it tells a process from a later one of the same pid.
 */
interface ProcessTable {

	WorkerProcess self();

	// Empty if no living process has the pid. A zombie is dead
	OptionalLong start(long pid) throws IOException;

	// By the wall clock as it is set now, or null if it cannot be told
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
				// Something else that is called /proc
			}
		}
		return new ProcessHandleTable();
	}

}
