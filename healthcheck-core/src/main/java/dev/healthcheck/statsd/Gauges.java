package dev.healthcheck.statsd;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * What each source has said last of each gauge, and the sum of it. A source is an address
 * with its port: each worker of an application may tell of itself alone, and what one of
 * them says must not erase what others have said.
 *
 * <p>
 * A count of zero is not kept. At most so many counts are kept as the limit says: for one
 * more, that of which nothing was heard for longest is given up. Written by the
 * listener's thread, read by any.
 */
final class Gauges {

	/** Bounds memory, whoever sends from however many ports. */
	static final int LIMIT = 1000;

	private final int limit;

	/** In nanoseconds, or {@link Long#MAX_VALUE} for never. */
	private final long expiry;

	private final LongSupplier ticker;

	private final Object lock = new Object();

	/** That of which nothing was heard for longest comes first. */
	@GuardedBy("lock")
	private final Map<Key, Count> counts = new LinkedHashMap<>();

	@GuardedBy("lock")
	private long total;

	@GuardedBy("lock")
	private long givenUp;

	/**
	 * Create gauges of which nothing was heard.
	 * @param limit how many counts are kept
	 * @param expiry how long a count is kept of which nothing is heard, or {@code null}
	 * for as long as the limit lets it
	 * @param ticker monotonic time in nanoseconds
	 */
	Gauges(int limit, @Nullable Duration expiry, LongSupplier ticker) {
		this.limit = limit;
		this.expiry = (expiry != null) ? expiry.toNanos() : Long.MAX_VALUE;
		this.ticker = ticker;
	}

	/**
	 * Set or change a count.
	 * @param source who says so
	 * @param change what it says
	 * @return {@link StatsdOutcome#COUNTED}, or why the count stays as it is
	 */
	StatsdOutcome apply(InetSocketAddress source, GaugeChange change) {
		Key key = new Key(source, change.gauge());
		synchronized (this.lock) {
			long now = this.ticker.getAsLong();
			expire(now);
			Count last = this.counts.get(key);
			long before = (last != null) ? last.value() : 0;
			long after = change.relative() ? before + change.amount() : change.amount();
			if (after < 0) {
				return StatsdOutcome.NEGATIVE;
			}
			if (after > Integer.MAX_VALUE) {
				return StatsdOutcome.OVERFLOW;
			}
			this.counts.remove(key);
			if (after > 0) {
				this.counts.put(key, new Count(after, now));
			}
			this.total += after - before;
			if (this.counts.size() > this.limit) {
				giveUpFirst();
				this.givenUp++;
			}
			return StatsdOutcome.COUNTED;
		}
	}

	@GuardedBy("lock")
	private void expire(long now) {
		while (!this.counts.isEmpty() && now - this.counts.values().iterator().next().heardAt() >= this.expiry) {
			giveUpFirst();
		}
	}

	@GuardedBy("lock")
	private void giveUpFirst() {
		Iterator<Count> first = this.counts.values().iterator();
		this.total -= first.next().value();
		first.remove();
	}

	/**
	 * Return the sum of all counts.
	 * @return the sum
	 */
	long total() {
		synchronized (this.lock) {
			expire(this.ticker.getAsLong());
			return this.total;
		}
	}

	/**
	 * Return how many counts are kept.
	 * @return the number, at most the limit
	 */
	int size() {
		synchronized (this.lock) {
			expire(this.ticker.getAsLong());
			return this.counts.size();
		}
	}

	/**
	 * Return how many counts were given up for others.
	 * @return the number since the beginning
	 */
	long givenUp() {
		synchronized (this.lock) {
			return this.givenUp;
		}
	}

	private record Key(InetSocketAddress source, String gauge) {
	}

	private record Count(long value, long heardAt) {
	}

}
