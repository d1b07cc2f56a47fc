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

	/**
	 * Return the identity of this process.
	 * @return this process
	 */
	WorkerProcess self();

	/**
	 * Return the start of a living process. A zombie is dead.
	 * @param pid the pid
	 * @return its start, or empty if no such process is alive
	 * @throws IOException if this cannot be told
	 */
	OptionalLong start(long pid) throws IOException;

	/**
	 * Return the time of a start by the wall clock as it is set now.
	 * @param start the start
	 * @return the time, or {@code null} if it cannot be told
	 * @throws IOException if the system's clock cannot be read
	 */
	@Nullable Instant time(long start) throws IOException;

	/**
	 * Return why the other processes that leave files cannot be looked up.
	 * @return the reason, or {@code null} if nothing is known to be in the way
	 */
	default @Nullable String obstacle() {
		return null;
	}

	/**
	 * Return the table of this system.
	 * @return the table
	 */
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
