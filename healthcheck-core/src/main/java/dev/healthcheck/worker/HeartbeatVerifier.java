package dev.healthcheck.worker;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Counts a file while its modification time keeps changing, timed by our own ticker: the
 * clocks of the writer and of the file system may be wrong, and may be set.
 */
final class HeartbeatVerifier implements WorkerVerifier {

	private final long timeout;

	private final LongSupplier ticker;

	private final Map<Long, Beat> beats = new HashMap<>();

	HeartbeatVerifier(Duration timeout, LongSupplier ticker) {
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
		return (changedAt != null && now - changedAt <= this.timeout) ? WorkerFinding.READY
				: WorkerFinding.NO_HEARTBEAT;
	}

	@Override
	public void retain(Set<Long> digits) {
		this.beats.keySet().retainAll(digits);
	}

	/** A stamp, and when it was seen to have changed, if ever. */
	private record Beat(Stamp stamp, @Nullable Long changedAt) {
	}

}
