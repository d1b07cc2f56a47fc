package dev.healthcheck.worker;

import java.util.Locale;

/**
 * Result of examining one file.
 */
enum WorkerFinding {

	/** A ready worker. */
	READY,

	/** The file of this process, which counts itself, or one that is gone. */
	NOTHING,

	/** A directory, a link, a socket. */
	NOT_REGULAR,

	/** The content is not valid, or has never been read. */
	UNREADABLE,

	/** The name is not that of the process in the content: a copy. */
	MISNAMED,

	/** The process is gone, or its pid belongs to another one. */
	DEAD,

	/** The process that has the pid started after the file was written. */
	OLDER_THAN_PROCESS,

	/** The process is of another pid namespace. */
	OTHER_NAMESPACE,

	/** The process is of another machine, or from before a restart of this one. */
	OTHER_BOOT,

	/** Whether the process is alive has never been known. */
	UNVERIFIABLE,

	/** The modification time has not changed in time. */
	NO_HEARTBEAT,

	/** Not examined. */
	TOO_MANY;

	boolean isIgnored() {
		return this != READY && this != NOTHING;
	}

	String reason() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
