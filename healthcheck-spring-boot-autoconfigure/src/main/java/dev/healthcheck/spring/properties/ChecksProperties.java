package dev.healthcheck.spring.properties;

import java.time.Duration;

import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.OnTimeout;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties for how checks are run.
 *
 * @param successTtl Time to keep a passing result, or 0 for no cache.
 * @param failureTtl Time to keep a failing result, or 0 for no cache.
 * @param retryDelay Time before a run that confirms a change.
 * @param timeout Time that a run may take. A later result is discarded, and the check is
 * late.
 * @param staleAfter Time that a check may be late before 'on-timeout' applies.
 * @param threads Maximum number of threads that run checks.
 * @param failureThreshold Number of failures in a row that turn a check DOWN.
 * @param successThreshold Number of passes in a row that turn a check UP.
 * @param onTimeout Status of a check that is late for longer than 'stale-after', unless
 * its last one is worse.
 * @param critical Whether a failing check is DOWN, and not just DEGRADED.
 * @since 0.1.0
 */
public record ChecksProperties(@DefaultValue("27s") Duration successTtl, @DefaultValue("9s") Duration failureTtl,
		@DefaultValue("1s") Duration retryDelay, @DefaultValue("10s") Duration timeout,
		@DefaultValue("60s") Duration staleAfter, @DefaultValue("8") int threads,
		@DefaultValue("2") int failureThreshold, @DefaultValue("1") int successThreshold,
		@DefaultValue("degraded") LateStatus onTimeout, @DefaultValue("true") boolean critical) {

	public ChecksProperties {
		Require.between("healthcheck.checks.threads", threads, 1, 1000);
		validate("healthcheck.checks.", successTtl, failureTtl, retryDelay, timeout, staleAfter, failureThreshold,
				successThreshold);
	}

	/**
	 * Return the settings of checks that have none of their own.
	 * @return the settings
	 */
	public CheckSettings settings() {
		return new CheckSettings(this.successTtl, this.failureTtl, this.retryDelay, this.timeout, this.staleAfter,
				this.failureThreshold, this.successThreshold, this.onTimeout.strategy(), this.critical);
	}

	static void validate(String prefix, @Nullable Duration successTtl, @Nullable Duration failureTtl,
			@Nullable Duration retryDelay, @Nullable Duration timeout, @Nullable Duration staleAfter,
			@Nullable Integer failureThreshold, @Nullable Integer successThreshold) {
		Require.notNegative(prefix + "success-ttl", successTtl);
		Require.notNegative(prefix + "failure-ttl", failureTtl);
		Require.positive(prefix + "retry-delay", retryDelay);
		Require.positive(prefix + "timeout", timeout);
		Require.notNegative(prefix + "stale-after", staleAfter);
		Require.between(prefix + "failure-threshold", failureThreshold, 1, 1000);
		Require.between(prefix + "success-threshold", successThreshold, 1, 1000);
	}

	/**
	 * Statuses of a check that has been late for too long.
	 */
	public enum LateStatus {

		/** DEGRADED, which takes traffic. */
		DEGRADED,

		/** DOWN. */
		DOWN,

		/** What it was before. */
		KEEP;

		OnTimeout strategy() {
			return switch (this) {
				case DEGRADED -> OnTimeout.degraded();
				case DOWN -> OnTimeout.down();
				case KEEP -> OnTimeout.keep();
			};
		}

	}

}
