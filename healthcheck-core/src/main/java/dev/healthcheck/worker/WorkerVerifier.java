package dev.healthcheck.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Strategy used to tell whether a regular file stands for a living worker. May remember
 * what it has seen; called by one thread at a time.
 */
@FunctionalInterface
interface WorkerVerifier {

	/**
	 * Look at one file.
	 * @param digits the digits in its name
	 * @param file the file
	 * @param attributes its attributes
	 * @return what has been found
	 * @throws UnverifiableException if the process of the file cannot be looked up
	 * @throws IOException if the file cannot be read
	 */
	WorkerFinding verify(long digits, Path file, BasicFileAttributes attributes) throws IOException;

	/**
	 * Return whether the process of a file that has counted, and cannot be looked at, is
	 * known to be dead.
	 * @param digits the digits in the name of the file
	 * @return whether it is
	 */
	default boolean isDead(long digits) {
		return false;
	}

	/**
	 * Forget all files but those that are still there.
	 * @param digits the digits in the names of the files that are there
	 */
	default void retain(Set<Long> digits) {
	}

	static WorkerVerifier of(WorkerVerification verification, Duration heartbeatTimeout, ProcessTable processes,
			LongSupplier ticker) {
		return switch (verification) {
			case PROCESS -> new ProcessVerifier(processes);
			case HEARTBEAT -> new HeartbeatVerifier(heartbeatTimeout, ticker);
			case NONE -> (digits, file, attributes) -> WorkerFinding.READY;
		};
	}

}
