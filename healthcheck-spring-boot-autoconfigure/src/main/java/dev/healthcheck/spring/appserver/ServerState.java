package dev.healthcheck.spring.appserver;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Value object for the counters of a server; {@code null} if unknown.
 *
 * @param threads its request threads, if it has a bounded number of platform threads
 * @param finished the number of finished requests
 */
record ServerState(@Nullable Threads threads, @Nullable Long connections, @Nullable Long maxConnections,
		@Nullable Long finished) {

	static final ServerState UNKNOWN = new ServerState(null, null, null, null);

	// Jetty reserves some threads: queued requests count, too
	boolean isSaturated() {
		return this.threads != null && !this.threads.isAnyFree();
	}

	boolean hasFreeThread() {
		return this.threads != null && this.threads.isAnyFree();
	}

	// From 0 to 1; 0 if the number of threads has no bound
	double saturation() {
		return (this.threads != null && this.threads.maximum > 0)
				? Math.min(1, (double) this.threads.busy / this.threads.maximum) : 0;
	}

	Map<String, Object> details() {
		Map<String, Object> details = new LinkedHashMap<>();
		if (this.threads != null) {
			details.put("threadsBusy", this.threads.busy);
			details.put("threadsMax", this.threads.maximum);
			details.put("queued", this.threads.queued);
		}
		if (this.connections != null) {
			details.put("connections", this.connections);
		}
		if (this.maxConnections != null) {
			details.put("connectionsMax", this.maxConnections);
		}
		return details;
	}

	/**
	 * Value object for request threads.
	 *
	 * @param queued the number of requests that wait for a thread
	 */
	record Threads(int busy, int maximum, int queued) {

		private boolean isAnyFree() {
			return this.busy < this.maximum && this.queued == 0;
		}

	}

}
