package dev.healthcheck.worker;

import org.jspecify.annotations.Nullable;

/**
 * How to distinguish the file of a living worker from one that was left behind.
 */
public enum WorkerVerification {

	/** The process of the file is alive, and not a later one with its pid. */
	PROCESS,

	/**
	 * The file's modification time keeps changing. Also works for processes of other pid
	 * namespaces and machines.
	 */
	HEARTBEAT,

	/** Every file counts. */
	NONE;

	// The reason why files of other processes cannot be verified this way, or null if
	// none is known. Reads files of the operating system
	public @Nullable String obstacle() {
		return (this == PROCESS) ? ProcessTable.system().obstacle() : null;
	}

}
