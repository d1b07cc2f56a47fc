package dev.healthcheck.check;

import java.time.Duration;
import java.util.Objects;

/**
 * Value object for how a check is run and how its runs are weighed.
 *
 * @param successTtl time to keep a passing result; zero for no cache
 * @param failureTtl time to keep a failing result, and pause after a run that exceeded
 * its timeout; zero for no cache
 * @param retryDelay pause before a run that confirms a change of the verdict
 * @param timeout maximum duration of a run, and time after which a result that is due
 * makes the check late
 * @param staleAfter time for which a check may be late before {@code onTimeout} decides
 * @param failureThreshold number of failing runs in a row that make the verdict fail
 * @param successThreshold number of passing runs in a row that make the verdict pass
 * @param onTimeout decides the status of a check that has been late for too long
 * @param critical whether the check can be DOWN; otherwise it is DEGRADED instead
 * @since 0.1.0
 */
public record CheckSettings(Duration successTtl, Duration failureTtl, Duration retryDelay, Duration timeout,
		Duration staleAfter, int failureThreshold, int successThreshold, OnTimeout onTimeout, boolean critical) {

	/** Default {@link #successTtl} in seconds. */
	public static final int SUCCESS_TTL = 27;

	/** Default {@link #failureTtl} in seconds. */
	public static final int FAILURE_TTL = 9;

	/** Default {@link #retryDelay} in seconds. */
	public static final int RETRY_DELAY = 1;

	/** Default {@link #timeout} in seconds. */
	public static final int TIMEOUT = 10;

	/** Default {@link #staleAfter} in seconds. */
	public static final int STALE_AFTER = 60;

	/** Default {@link #failureThreshold}. */
	public static final int FAILURE_THRESHOLD = 2;

	/** Default {@link #successThreshold}. */
	public static final int SUCCESS_THRESHOLD = 1;

	/** Keeps all sums of times far from an overflow of nanoseconds. */
	private static final Duration LONGEST = Duration.ofDays(3650);

	private static final CheckSettings DEFAULTS = new CheckSettings(Duration.ofSeconds(SUCCESS_TTL),
			Duration.ofSeconds(FAILURE_TTL), Duration.ofSeconds(RETRY_DELAY), Duration.ofSeconds(TIMEOUT),
			Duration.ofSeconds(STALE_AFTER), FAILURE_THRESHOLD, SUCCESS_THRESHOLD, OnTimeout.degraded(), true);

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
	 * Return the settings of application checks: a pass is kept for 27 s and a failure
	 * for 9 s, 10 s timeout, 60 s until stale, two failures to confirm.
	 */
	public static CheckSettings defaults() {
		return DEFAULTS;
	}

	/**
	 * Return the settings of a check that runs at a fixed interval: every result takes
	 * effect at once, 1 s timeout, 3 s until stale.
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
