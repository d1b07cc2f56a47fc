package dev.healthcheck.worker;

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
	NONE

}
