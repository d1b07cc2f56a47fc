package dev.healthcheck.statsd;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * The last value that each source has sent for each gauge, and their sum. A source is an
 * address with its port, because each worker of an application may report itself only.
 *
 * <p>
 * A count of zero is not kept. Beyond the limit the least recently updated count is
 * removed. Written by the listener's thread, read by any.
 */
final class Gauges {

	/** Bounds memory, however many ports datagrams come from. */
	static final int LIMIT = 1000;

	private final int limit;

	/** In nanoseconds, or {@link Long#MAX_VALUE} for never. */
	private final long expiry;

	private final LongSupplier ticker;

	private final Object lock = new Object();

	/** The least recently updated comes first. */
	@GuardedBy("lock")
	private final Map<Key, Count> counts = new LinkedHashMap<>();

	@GuardedBy("lock")
	private long givenUp;

	Gauges(int limit, @Nullable Duration expiry, LongSupplier ticker) {
		this.limit = limit;
		this.expiry = (expiry != null) ? expiry.toNanos() : Long.MAX_VALUE;
		this.ticker = ticker;
	}

	StatsdOutcome set(InetSocketAddress source, String gauge, long value) {
		return update(new Key(source, gauge), (before) -> value);
	}

	StatsdOutcome add(InetSocketAddress source, String gauge, long amount) {
		return update(new Key(source, gauge), (before) -> before + amount);
	}

	private StatsdOutcome update(Key key, LongUnaryOperator change) {
		synchronized (this.lock) {
			long now = this.ticker.getAsLong();
			expire(now);
			Count last = this.counts.get(key);
			long before = (last != null) ? last.value() : 0;
			long after = change.applyAsLong(before);
			if (after < 0 || after > Integer.MAX_VALUE) {
				return StatsdOutcome.OUT_OF_RANGE;
			}
			Count next = new Count(after, now);
			this.counts.remove(key);
			if (after > 0) {
				this.counts.put(key, next);
			}
			if (this.counts.size() > this.limit) {
				removeFirst();
				this.givenUp++;
			}
			return StatsdOutcome.COUNTED;
		}
	}

	@GuardedBy("lock")
	private void expire(long now) {
		while (!this.counts.isEmpty() && now - this.counts.values().iterator().next().updatedAt() >= this.expiry) {
			removeFirst();
		}
	}

	@GuardedBy("lock")
	private void removeFirst() {
		Iterator<Count> first = this.counts.values().iterator();
		first.next();
		first.remove();
	}

	long total() {
		synchronized (this.lock) {
			expire(this.ticker.getAsLong());
			return this.counts.values().stream().mapToLong(Count::value).sum();
		}
	}

	int size() {
		synchronized (this.lock) {
			expire(this.ticker.getAsLong());
			return this.counts.size();
		}
	}

	long givenUp() {
		synchronized (this.lock) {
			return this.givenUp;
		}
	}

	private record Key(InetSocketAddress source, String gauge) {
	}

	private record Count(long value, long updatedAt) {
	}

}
