package dev.healthcheck.worker;

import org.jspecify.annotations.Nullable;

/**
 * The ways to tell the file of a living worker from one that was left behind.
 *
 * @since 0.1.0
 */
public enum WorkerVerification {

	/** The process that the file stands for is alive, and not another of its pid. */
	PROCESS,

	/**
	 * The file's modification time keeps changing. Also works for processes of other pid
	 * namespaces and machines.
	 */
	HEARTBEAT,

	/** Every file counts. */
	NONE;

	/**
	 * Return why the files of other processes cannot be verified this way, as far as this
	 * system tells. Reads files of the operating system.
	 * @return the reason, or {@code null} if nothing is known to be in the way
	 */
	public @Nullable String obstacle() {
		return (this == PROCESS) ? ProcessTable.system().obstacle() : null;
	}

}
