package dev.healthcheck.spring.properties;

import java.time.Duration;

import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.OnTimeout;

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
 * @param critical Whether a failing check is DOWN instead of DEGRADED.
 */
public record ChecksProperties(@DefaultValue(CheckSettings.SUCCESS_TTL + "s") Duration successTtl,
		@DefaultValue(CheckSettings.FAILURE_TTL + "s") Duration failureTtl,
		@DefaultValue(CheckSettings.RETRY_DELAY + "s") Duration retryDelay,
		@DefaultValue(CheckSettings.TIMEOUT + "s") Duration timeout,
		@DefaultValue(CheckSettings.STALE_AFTER + "s") Duration staleAfter, @DefaultValue("8") int threads,
		@DefaultValue("" + CheckSettings.FAILURE_THRESHOLD) int failureThreshold,
		@DefaultValue("" + CheckSettings.SUCCESS_THRESHOLD) int successThreshold,
		@DefaultValue("degraded") LateStatus onTimeout, @DefaultValue("true") boolean critical) {

	public ChecksProperties {
		Require.between("healthcheck.checks.threads", threads, 1, 1000);
		new OverrideProperties(successTtl, failureTtl, retryDelay, timeout, staleAfter, failureThreshold,
				successThreshold, onTimeout, critical)
			.validate("healthcheck.checks.");
	}

	public CheckSettings settings() {
		return new CheckSettings(this.successTtl, this.failureTtl, this.retryDelay, this.timeout, this.staleAfter,
				this.failureThreshold, this.successThreshold, this.onTimeout.strategy(), this.critical);
	}

	/**
	 * Statuses of a check that has been late for too long.
	 */
	public enum LateStatus {

		/** DEGRADED, which takes traffic. */
		DEGRADED,

		/** DOWN. */
		DOWN,

		/** The status that it had before. */
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
