package dev.healthcheck.spring.shutdown;

import java.math.BigDecimal;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Value object for the time in which an application must shut down.
 *
 * @param delay time to continue serving
 * @param phase time for requests in flight after that, zero if they are cut off
 * @param total time until the application is killed
 */
record GracePeriod(Duration delay, Duration phase, Duration total) {

	// Null if the period is long enough
	@Nullable String warning() {
		Duration needed = this.delay.plus(this.phase);
		if (needed.compareTo(this.total) <= 0) {
			return null;
		}
		String sum = "'healthcheck.shutdown.drain-delay' of " + seconds(this.delay);
		if (!this.phase.isZero()) {
			sum += " and 'spring.lifecycle.timeout-per-shutdown-phase' of " + seconds(this.phase) + ", together "
					+ seconds(needed) + ",";
		}
		Duration left = this.total.minus(this.delay);
		String shorterPhase = (left.compareTo(Duration.ofSeconds(1)) > 0)
				? "'spring.lifecycle.timeout-per-shutdown-phase' to less than " + seconds(left) + ", or " : "";
		return sum + " exceed the grace period of " + seconds(this.total)
				+ ", after which Kubernetes kills the container: set " + shorterPhase
				+ "'terminationGracePeriodSeconds' to more than " + seconds(needed)
				+ " and the time of its preStop hook, and 'healthcheck.shutdown.grace-period' to the same without the hook";
	}

	static String seconds(Duration duration) {
		return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
	}

}
