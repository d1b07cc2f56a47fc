package dev.healthcheck.probe;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Keeps responses until what they are made of changes, but for at most 100 ms: ages, and
 * verdicts about late checks, change with time only. Keeps at most 64 responses. Safe for
 * use by any thread, without a lock: two threads that need a response at the same moment
 * both make it.
 *
 * @param <K> the type of the keys, which have {@code equals} and {@code hashCode}
 */
public final class ResponseCache<K> {

	static final int CAPACITY = 64;

	static final Duration MAX_AGE = Duration.ofMillis(100);

	private final Supplier<?> version;

	private final LongSupplier ticker;

	private volatile Map<K, Kept> kept = Map.of();

	/**
	 * Create an empty cache.
	 * @param version returns, without blocking, a value that differs from the last one if
	 * what responses are made of has changed; called for each response
	 */
	public ResponseCache(Supplier<?> version) {
		this(version, System::nanoTime);
	}

	ResponseCache(Supplier<?> version, LongSupplier ticker) {
		this.version = version;
		this.ticker = ticker;
	}

	// Makes and keeps a response if none is current. Exceptions are passed on
	public ProbeResponse get(K key, Supplier<ProbeResponse> make) {
		// Before the response is made: a change meanwhile makes it out of date
		Object version = this.version.get();
		long now = this.ticker.getAsLong();
		Kept kept = this.kept.get(key);
		if (kept != null && kept.isFresh(version, now)) {
			return kept.response();
		}
		Kept made = new Kept(make.get(), version, now);
		// Of two threads one may undo the other: that response is made once more
		this.kept = with(this.kept, key, made);
		return made.response();
	}

	public @Nullable ProbeResponse fresh(K key) {
		Kept kept = this.kept.get(key);
		return (kept != null && kept.isFresh(this.version.get(), this.ticker.getAsLong())) ? kept.response() : null;
	}

	private Map<K, Kept> with(Map<K, Kept> all, K key, Kept made) {
		Map<K, Kept> copy = new HashMap<>(all);
		copy.values().removeIf((kept) -> !kept.isFresh(made.version(), made.since()));
		if (copy.size() >= CAPACITY) {
			copy.clear();
		}
		copy.put(key, made);
		return copy;
	}

	private record Kept(ProbeResponse response, @Nullable Object version, long since) {

		boolean isFresh(@Nullable Object version, long now) {
			return now - this.since <= MAX_AGE.toNanos() && Objects.equals(this.version, version);
		}

	}

}
