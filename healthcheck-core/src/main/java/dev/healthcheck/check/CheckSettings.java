package dev.healthcheck.check;

import java.time.Duration;
import java.util.Objects;

/**
 * Value object for how a check is run and how its runs are weighed.
 *
 * @param successTtl how long a passing result is kept; zero for no cache
 * @param failureTtl how long a failing result is kept, and the pause after a run that
 * took too long; zero for no cache
 * @param retryDelay the pause before a run that confirms a change of the verdict
 * @param timeout how long a run may take, counted from its start, and how long after it
 * was due its result may come before the check is late
 * @param staleAfter how long a check may be late before {@code onTimeout} decides
 * @param failureThreshold the failing runs in a row that turn the verdict from passing
 * @param successThreshold the passing runs in a row that turn the verdict from failing
 * @param onTimeout decides the status of a check that has been late for too long
 * @param critical whether the check can be DOWN; otherwise it is DEGRADED instead
 * @since 0.1.0
 */
public record CheckSettings(Duration successTtl, Duration failureTtl, Duration retryDelay, Duration timeout,
		Duration staleAfter, int failureThreshold, int successThreshold, OnTimeout onTimeout, boolean critical) {

	/** Keeps all sums of times far from the end of the range of nanoseconds. */
	private static final Duration LONGEST = Duration.ofDays(3650);

	private static final CheckSettings DEFAULTS = new CheckSettings(Duration.ofSeconds(27), Duration.ofSeconds(9),
			Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(60), 2, 1, OnTimeout.degraded(), true);

	/**
	 * Create settings.
	 * @throws IllegalArgumentException if a duration is negative or above 3650 days, the
	 * timeout is not positive, or a threshold is below one
	 */
	public CheckSettings {
		Objects.requireNonNull(onTimeout, "'onTimeout' must not be null");
		requireInRange("successTtl", successTtl);
		requireInRange("failureTtl", failureTtl);
		requireInRange("retryDelay", retryDelay);
		requireInRange("timeout", timeout);
		requireInRange("staleAfter", staleAfter);
		if (timeout.isZero()) {
			throw new IllegalArgumentException("'timeout' must be positive");
		}
		requirePositive("failureThreshold", failureThreshold);
		requirePositive("successThreshold", successThreshold);
	}

	/**
	 * Return the settings of application checks: kept 27 s after a pass and 9 s after a
	 * failure, 10 s timeout, 60 s until stale, two failures to confirm.
	 * @return the settings
	 */
	public static CheckSettings defaults() {
		return DEFAULTS;
	}

	/**
	 * Return the settings of a check that is run at a fixed pace whatever it finds, is
	 * given one second and believed at once, and is stale after three.
	 * @param interval the pause between two runs
	 * @param onTimeout decides the status of a check that has been late for too long
	 * @return the settings
	 */
	public static CheckSettings polling(Duration interval, OnTimeout onTimeout) {
		return new CheckSettings(interval, interval, interval, Duration.ofSeconds(1), Duration.ofSeconds(3), 1, 1,
				onTimeout, true);
	}

	private static void requireInRange(String name, Duration duration) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException("'" + name + "' must not be negative");
		}
		if (duration.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("'" + name + "' must not be above " + LONGEST.toDays() + " days");
		}
	}

	private static void requirePositive(String name, int value) {
		if (value < 1) {
			throw new IllegalArgumentException("'" + name + "' must be at least 1");
		}
	}

}
