package dev.healthcheck.probe;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Keeps responses for as long as what they are made of stays the same, but for 100 ms at
 * most: ages, and verdicts about checks that are late, change with the time alone. At
 * most 64 responses are kept, however many different keys are asked for. Safe for use by
 * any thread, without a lock. Two threads that need a response at the same moment both
 * make it.
 *
 * @param <K> the type of the keys, which have {@code equals} and {@code hashCode}
 * @since 0.1.0
 */
public final class ResponseCache<K> {

	static final int CAPACITY = 64;

	static final Duration MAX_AGE = Duration.ofMillis(100);

	private final Supplier<?> version;

	private final LongSupplier ticker;

	private volatile Map<K, Kept> kept = Map.of();

	/**
	 * Create an empty cache.
	 * @param version returns, at once, a value that is not equal to the last one if what
	 * responses are made of has changed; called for each response
	 */
	public ResponseCache(Supplier<?> version) {
		this(version, System::nanoTime);
	}

	ResponseCache(Supplier<?> version, LongSupplier ticker) {
		this.version = version;
		this.ticker = ticker;
	}

	/**
	 * Return the response that is kept for a key. If there is none, or it is out of date,
	 * make one and keep it.
	 * @param key the key
	 * @param make makes the response; what it throws is passed on, and nothing is kept
	 * @return the response
	 */
	public ProbeResponse get(K key, Supplier<ProbeResponse> make) {
		// Before the response is made: a change meanwhile makes it out of date
		Object version = this.version.get();
		long now = this.ticker.getAsLong();
		Kept kept = this.kept.get(key);
		if (kept != null && kept.isFresh(version, now)) {
			return kept.response();
		}
		Kept made = new Kept(make.get(), version, now);
		// Of two threads at the same moment one may undo the other: a response is made
		// once more
		this.kept = with(this.kept, key, made);
		return made.response();
	}

	/**
	 * Return the response that is kept for a key.
	 * @param key the key
	 * @return the response, or {@code null} if there is none or it is out of date
	 */
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
