package dev.healthcheck.sidecar.upstream;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The time at which an exchange must be over, however its bytes are spread.
 */
final class Deadline {

	private final long end;

	Deadline(Duration after) {
		this.end = System.nanoTime() + after.toNanos();
	}

	// Rounded up, at least 1: sockets wait for ever with 0
	int remainingMillis() throws SocketTimeoutException {
		long remaining = this.end - System.nanoTime();
		if (remaining <= 0) {
			throw new SocketTimeoutException();
		}
		return (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(remaining + 999_999));
	}

}
