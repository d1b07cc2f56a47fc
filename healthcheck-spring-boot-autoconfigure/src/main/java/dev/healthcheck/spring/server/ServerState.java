package dev.healthcheck.spring.server;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Value object for what a server's own counters say.
 *
 * @param accepting whether its port still accepts connections
 * @param threads its request threads, or {@code null} if it has no bounded number of them
 * @param connections how many connections are open, or {@code null} if it does not tell
 * @param maxConnections the most connections, or {@code null} if there is no bound
 * @param finished how many requests have finished so far, or {@code null} if it does not
 * tell
 * @since 0.1.0
 */
public record ServerState(boolean accepting, @Nullable Threads threads, @Nullable Long connections,
		@Nullable Long maxConnections, @Nullable Long finished) {

	/**
	 * Return whether requests wait for a thread.
	 * @return whether all threads are busy; Jetty keeps some of them for itself
	 */
	boolean isSaturated() {
		return this.threads != null && (this.threads.busy >= this.threads.maximum || this.threads.queued > 0);
	}

	/**
	 * Return how busy the request threads are.
	 * @return the part of them that is busy, from 0 to 1; 0 if their number has no bound
	 */
	double saturation() {
		return (this.threads != null && this.threads.maximum > 0)
				? Math.min(1, (double) this.threads.busy / this.threads.maximum) : 0;
	}

	Map<String, Object> details() {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("accepting", this.accepting);
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
	 * @param busy how many are busy
	 * @param maximum the most threads
	 * @param queued how many requests wait for one
	 */
	public record Threads(int busy, int maximum, int queued) {
	}

}
