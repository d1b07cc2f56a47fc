package dev.healthcheck.statsd;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many datagrams have come, and what has become of their lines. Written by the
 * listener's thread, read by any.
 */
final class OutcomeCounts {

	private final AtomicLong datagrams = new AtomicLong();

	private final Map<StatsdOutcome, AtomicLong> lines = new ConcurrentHashMap<>();

	void datagram() {
		this.datagrams.incrementAndGet();
	}

	void line(StatsdOutcome outcome) {
		this.lines.computeIfAbsent(outcome, (first) -> new AtomicLong()).incrementAndGet();
	}

	long datagrams() {
		return this.datagrams.get();
	}

	/**
	 * Return what has become of the lines.
	 * @return the outcomes that have occurred, with how often
	 */
	Map<StatsdOutcome, Long> lines() {
		Map<StatsdOutcome, Long> lines = new EnumMap<>(StatsdOutcome.class);
		this.lines.forEach((outcome, count) -> lines.put(outcome, count.get()));
		return lines;
	}

}
