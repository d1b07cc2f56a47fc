package dev.healthcheck.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Strategy used to tell whether a regular file stands for a living worker. May remember
 * what it has seen; called by one thread at a time.
 */
@FunctionalInterface
interface WorkerVerifier {

	WorkerFinding verify(long digits, Path file, BasicFileAttributes attributes) throws IOException;

	// Whether the process of a file that has counted, and can no longer be looked at, is
	// known to be dead
	default boolean isDead(long digits) {
		return false;
	}

	// Forget all other files
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

	/**
	 * Changes when a file is replaced or written to.
	 *
	 * @param key what identifies the file on its file system, or {@code null} if unknown
	 * @param modified when it was written to, by the clock of the file system
	 */
	record Stamp(@Nullable Object key, FileTime modified) {

		static Stamp of(BasicFileAttributes attributes) {
			return new Stamp(attributes.fileKey(), attributes.lastModifiedTime());
		}

	}

}
