package dev.healthcheck.benchmarks.scenario;

import java.util.Locale;

import dev.healthcheck.benchmarks.load.OpenLoad;
import dev.healthcheck.benchmarks.report.Value;

/**
 * How many requests were lost.
 *
 * @param requests how many there were
 * @param lost how many of them had no answer with 200
 */
record Loss(long requests, long lost) {

	static Loss of(OpenLoad load) {
		return new Loss(load.requests(), load.lost().values().stream().mapToLong(Long::longValue).sum());
	}

	Loss since(Loss earlier) {
		return new Loss(this.requests - earlier.requests, this.lost - earlier.lost);
	}

	double percent() {
		return 100.0 * this.lost / Math.max(1, this.requests);
	}

	Value value(String column) {
		return new Value(column, percent(), "%",
				String.format(Locale.ROOT, "%,d of %,d (%.1f %%)", this.lost, this.requests, percent()));
	}

}
