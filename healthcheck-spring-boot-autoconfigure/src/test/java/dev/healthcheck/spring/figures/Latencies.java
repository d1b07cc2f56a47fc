package dev.healthcheck.spring.figures;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How long answers took, and what was wrong with those that were not as they should be.
 *
 * @param sorted the times in nanoseconds, the shortest first
 * @param failures one description each
 */
record Latencies(List<Long> sorted, List<String> failures) {

	Latencies {
		sorted = sorted.stream().sorted().toList();
		failures = List.copyOf(failures);
	}

	Duration p99() {
		return percentile(0.99);
	}

	private Duration percentile(double fraction) {
		return Duration.ofNanos(this.sorted.get((int) Math.ceil(this.sorted.size() * fraction) - 1));
	}

	@Override
	public String toString() {
		return "p50 %s ms, p99 %s ms, maximum %s ms, %d of %d failed".formatted(millis(0.5), millis(0.99), millis(1),
				this.failures.size(), this.sorted.size());
	}

	private String millis(double fraction) {
		return String.format(Locale.ROOT, "%.1f", percentile(fraction).toNanos() / 1e6);
	}

}
