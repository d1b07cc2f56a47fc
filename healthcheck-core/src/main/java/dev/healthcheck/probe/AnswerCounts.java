package dev.healthcheck.probe;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * The number of responses of a probe, by the class of the status code. Any thread may
 * count and read; threads that count do not wait for each other.
 */
public final class AnswerCounts {

	/** The classes of status codes, from RFC 9110, section 15. */
	public static final List<String> CLASSES = List.of("1xx", "2xx", "3xx", "4xx", "5xx");

	private final List<LongAdder> counts = CLASSES.stream().map((statusClass) -> new LongAdder()).toList();

	// A status code without a class is not counted
	void add(int status) {
		int index = status / 100 - 1;
		if (index >= 0 && index < this.counts.size()) {
			this.counts.get(index).increment();
		}
	}

	// The class must be one of CLASSES
	public long count(String statusClass) {
		return this.counts.get(CLASSES.indexOf(statusClass)).sum();
	}

}
