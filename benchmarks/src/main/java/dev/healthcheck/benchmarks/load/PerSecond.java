package dev.healthcheck.benchmarks.load;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * How often something happened in each second. Written by many threads.
 */
public final class PerSecond {

	private static final int MAX_SECONDS = 3600;

	private final AtomicLongArray counts = new AtomicLongArray(MAX_SECONDS);

	void add(long nanosSinceStart) {
		this.counts.incrementAndGet((int) Math.min(MAX_SECONDS - 1, Math.max(0, nanosSinceStart / 1_000_000_000)));
	}

	/**
	 * Return the counts of the first seconds.
	 * @param seconds how many
	 * @return the counts
	 */
	public List<Long> first(int seconds) {
		return IntStream.range(0, Math.min(seconds, MAX_SECONDS)).mapToObj(this.counts::get).toList();
	}

	/**
	 * Return how often it happened in all.
	 * @return how often
	 */
	public long total() {
		return IntStream.range(0, MAX_SECONDS).mapToLong(this.counts::get).sum();
	}

}
