package dev.healthcheck.spring.appserver;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Measures for how long all request threads have been busy and no request has finished.
 */
final class StallWatch {

	private @Nullable Long finished;

	private long movedAt;

	/**
	 * Take one look.
	 * @param now the time of the look, in nanoseconds
	 * @param state what the server counts
	 * @return the duration; zero if a thread is free, or a request has finished since the
	 * last look
	 */
	Duration take(long now, ServerState state) {
		Long finished = state.finished();
		if (!state.isSaturated() || finished == null || !finished.equals(this.finished)) {
			this.movedAt = now;
		}
		this.finished = finished;
		return Duration.ofNanos(now - this.movedAt);
	}

}
