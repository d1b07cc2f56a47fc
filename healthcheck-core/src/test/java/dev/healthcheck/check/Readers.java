package dev.healthcheck.check;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Concurrent readers, as many probes at once, that read every verdict again and again and
 * measure how long it takes.
 */
final class Readers implements AutoCloseable {

	private static final Duration PERIOD = Duration.ofMillis(10);

	private final CheckRunner runner;

	private final ScheduledExecutorService threads;

	private final ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();

	private final AtomicInteger unanswered = new AtomicInteger();

	Readers(int count, CheckRunner runner) {
		this.runner = runner;
		this.threads = Executors.newScheduledThreadPool(count);
		for (int i = 0; i < count; i++) {
			var unused = this.threads.scheduleAtFixedRate(this::read, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private void read() {
		long start = System.nanoTime();
		for (String name : this.runner.names()) {
			CheckVerdict verdict = this.runner.verdict(name);
			if (verdict == null || verdict.status().isFailing()) {
				this.unanswered.incrementAndGet();
			}
		}
		this.times.add(System.nanoTime() - start);
	}

	/** Return how many reads found no verdict, or one that takes no traffic. */
	int unanswered() {
		return this.unanswered.get();
	}

	int reads() {
		return this.times.size();
	}

	Duration p99() {
		return p99(List.copyOf(this.times));
	}

	static Duration p99(List<Long> times) {
		long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
		Arrays.sort(sorted);
		return Duration.ofNanos(sorted[(int) (sorted.length * 0.99)]);
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
