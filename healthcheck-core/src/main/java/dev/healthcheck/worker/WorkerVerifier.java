package dev.healthcheck.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Strategy used to decide whether a regular file belongs to a living worker. May keep
 * state; called by one thread at a time.
 */
@FunctionalInterface
interface WorkerVerifier {

	WorkerFinding verify(long digits, Path file, BasicFileAttributes attributes) throws IOException;

	// Whether the process of a file that has counted, and can no longer be read, is known
	// to be dead
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
	 * @param key identifies the file on its file system, or {@code null} if unknown
	 * @param modified when it was written to, by the clock of the file system
	 */
	record Stamp(@Nullable Object key, FileTime modified) {

		static Stamp of(BasicFileAttributes attributes) {
			return new Stamp(attributes.fileKey(), attributes.lastModifiedTime());
		}

	}

	/**
	 * Counts a file while its modification time keeps changing, timed by our own ticker:
	 * the clocks of the writer and of the file system may be wrong, and may be set.
	 */
	final class HeartbeatVerifier implements WorkerVerifier {

		private final long timeout;

		private final LongSupplier ticker;

		private final Map<Long, Beat> beats = new HashMap<>();

		private HeartbeatVerifier(Duration timeout, LongSupplier ticker) {
			if (timeout.isNegative() || timeout.isZero()) {
				throw new IllegalArgumentException("'heartbeatTimeout' must be positive");
			}
			this.timeout = timeout.toNanos();
			this.ticker = ticker;
		}

		@Override
		public WorkerFinding verify(long digits, Path file, BasicFileAttributes attributes) {
			long now = this.ticker.getAsLong();
			Stamp stamp = Stamp.of(attributes);
			Beat beat = this.beats.get(digits);
			if (beat == null || !beat.stamp().equals(stamp)) {
				beat = new Beat(stamp, (beat != null) ? now : null);
				this.beats.put(digits, beat);
			}
			Long changedAt = beat.changedAt();
			boolean beats = changedAt != null && now - changedAt <= this.timeout;
			return beats ? WorkerFinding.READY : WorkerFinding.NO_HEARTBEAT;
		}

		@Override
		public void retain(Set<Long> digits) {
			this.beats.keySet().retainAll(digits);
		}

		/** A stamp, and when it was seen to have changed, if ever. */
		private record Beat(Stamp stamp, @Nullable Long changedAt) {
		}

	}

}
