package dev.healthcheck.spring.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Value that is looked up once for all meters that are read together: exactly one of a
 * set of statuses is 1 then, and what takes a file of the system to know costs one file.
 *
 * <p>
 * An immutable pair behind a volatile. Threads that look at the same time may both look
 * up; either value is of now.
 *
 * @param <T> the type of the value
 */
final class Glance<T> implements Supplier<T> {

	/** Longer than a scrape takes to read a few meters, shorter than any interval. */
	private static final long VALID = TimeUnit.MILLISECONDS.toNanos(100);

	private final Supplier<T> source;

	private final LongSupplier ticker;

	private volatile @Nullable Taken<T> last;

	Glance(Supplier<T> source, LongSupplier ticker) {
		this.source = source;
		this.ticker = ticker;
	}

	@Override
	public T get() {
		long now = this.ticker.getAsLong();
		Taken<T> taken = this.last;
		if (taken == null || now - taken.at() >= VALID) {
			taken = new Taken<>(this.source.get(), now);
			this.last = taken;
		}
		return taken.value();
	}

	private record Taken<T>(T value, long at) {

	}

}
