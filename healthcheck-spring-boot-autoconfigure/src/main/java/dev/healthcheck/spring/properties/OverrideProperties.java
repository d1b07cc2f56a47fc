package dev.healthcheck.spring.properties;

import java.time.Duration;

import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.spring.properties.ChecksProperties.LateStatus;
import org.jspecify.annotations.Nullable;

/**
 * Properties for how one check is run. What is not set is as for all checks.
 *
 * @param successTtl Time to keep a passing result, or 0 for no cache.
 * @param failureTtl Time to keep a failing result, or 0 for no cache.
 * @param retryDelay Time before a run that confirms a change.
 * @param timeout Time that a run may take. A later result is discarded, and the check is
 * late.
 * @param staleAfter Time that the check may be late before 'on-timeout' applies.
 * @param failureThreshold Number of failures in a row that turn the check DOWN.
 * @param successThreshold Number of passes in a row that turn the check UP.
 * @param onTimeout Status of the check when it is late for longer than 'stale-after',
 * unless its last one is worse.
 * @param critical Whether the check, if it fails, is DOWN, and not just DEGRADED.
 * @since 0.1.0
 */
public record OverrideProperties(@Nullable Duration successTtl, @Nullable Duration failureTtl,
		@Nullable Duration retryDelay, @Nullable Duration timeout, @Nullable Duration staleAfter,
		@Nullable Integer failureThreshold, @Nullable Integer successThreshold, @Nullable LateStatus onTimeout,
		@Nullable Boolean critical) {

	void validate(String prefix) {
		ChecksProperties.validate(prefix, this.successTtl, this.failureTtl, this.retryDelay, this.timeout,
				this.staleAfter, this.failureThreshold, this.successThreshold);
	}

	/**
	 * Return settings with what is set here.
	 * @param settings the settings of all checks
	 * @return the settings of the check
	 */
	public CheckSettings applyTo(CheckSettings settings) {
		return new CheckSettings(or(this.successTtl, settings.successTtl()), or(this.failureTtl, settings.failureTtl()),
				or(this.retryDelay, settings.retryDelay()), or(this.timeout, settings.timeout()),
				or(this.staleAfter, settings.staleAfter()), or(this.failureThreshold, settings.failureThreshold()),
				or(this.successThreshold, settings.successThreshold()),
				(this.onTimeout != null) ? this.onTimeout.strategy() : settings.onTimeout(),
				or(this.critical, settings.critical()));
	}

	private static <T> T or(@Nullable T override, T setting) {
		return (override != null) ? override : setting;
	}

}
