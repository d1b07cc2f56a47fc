package dev.healthcheck.spring.shutdown;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Value object for the time in which an application must have ended, and what is to
 * happen within it.
 *
 * @param delay how long it goes on serving
 * @param phase how long requests in flight may then take, zero if they are cut off
 * @param total after how long whoever ends it kills it
 * @since 0.1.0
 */
record GracePeriod(Duration delay, Duration phase, Duration total) {

	/**
	 * Return what to tell about a period that is too short.
	 * @return a sentence that says what to set, or {@code null} if it is long enough
	 */
	public @Nullable String warning() {
		Duration needed = this.delay.plus(this.phase);
		if (needed.compareTo(this.total) <= 0) {
			return null;
		}
		String sum = "'healthcheck.shutdown.drain-delay' of " + Seconds.of(this.delay);
		if (!this.phase.isZero()) {
			sum += " and 'spring.lifecycle.timeout-per-shutdown-phase' of " + Seconds.of(this.phase) + ", together "
					+ Seconds.of(needed) + ",";
		}
		StringBuilder warning = new StringBuilder(sum);
		warning.append(" exceed the grace period of ")
			.append(Seconds.of(this.total))
			.append(", after which Kubernetes kills the container: set");
		Duration left = this.total.minus(this.delay);
		if (left.compareTo(Duration.ofSeconds(1)) > 0) {
			warning.append(" 'spring.lifecycle.timeout-per-shutdown-phase' to less than ")
				.append(Seconds.of(left))
				.append(", or");
		}
		return warning.append(" 'terminationGracePeriodSeconds' to more than ")
			.append(Seconds.of(needed))
			.append(" and the time of its preStop hook, and 'healthcheck.shutdown.grace-period' to what is then left"
					+ " without that")
			.toString();
	}

}
