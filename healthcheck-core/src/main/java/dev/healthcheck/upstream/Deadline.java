package dev.healthcheck.upstream;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The moment at which all of an exchange must be over, however it is spread.
 */
final class Deadline {

	private final LongSupplier ticker;

	private final long end;

	Deadline(Duration after, LongSupplier ticker) {
		this.ticker = ticker;
		this.end = ticker.getAsLong() + after.toNanos();
	}

	/**
	 * Return the time that is left, as sockets want it.
	 * @return the milliseconds, rounded up, at least 1
	 * @throws SocketTimeoutException if none is left
	 */
	int remainingMillis() throws SocketTimeoutException {
		long remaining = this.end - this.ticker.getAsLong();
		if (remaining <= 0) {
			throw new SocketTimeoutException();
		}
		return (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(remaining + 999_999));
	}

}
