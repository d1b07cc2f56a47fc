package dev.healthcheck.spring.autoconfigure;

import java.time.Duration;

import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.spring.autoconfigure.ChecksProperties.LateStatus;
import org.jspecify.annotations.Nullable;

/**
 * Properties for how one check is run; what is not set is as for all checks.
 *
 * @since 0.1.0
 */
public class OverrideProperties {

	private static final String KEYS = "healthcheck.overrides.<name>.";

	/**
	 * How long a passing result is kept; 0 for no cache.
	 */
	private @Nullable Duration successTtl;

	/**
	 * How long a failing result is kept; 0 for no cache.
	 */
	private @Nullable Duration failureTtl;

	/**
	 * Pause before a run that confirms a change.
	 */
	private @Nullable Duration retryDelay;

	/**
	 * How long a run may take. What it finds later is discarded, and the check is late.
	 */
	private @Nullable Duration timeout;

	/**
	 * How long the check may be late before 'on-timeout' applies.
	 */
	private @Nullable Duration staleAfter;

	/**
	 * Failures in a row that turn the check DOWN.
	 */
	private @Nullable Integer failureThreshold;

	/**
	 * Passes in a row that turn the check UP.
	 */
	private @Nullable Integer successThreshold;

	/**
	 * Status of the check when it is late for longer than 'stale-after', unless its last
	 * one is worse.
	 */
	private @Nullable LateStatus onTimeout;

	/**
	 * Whether the check, if it fails, is DOWN, and not just DEGRADED.
	 */
	private @Nullable Boolean critical;

	public @Nullable Duration getSuccessTtl() {
		return this.successTtl;
	}

	public void setSuccessTtl(Duration successTtl) {
		this.successTtl = Require.notNegative(KEYS + "success-ttl", successTtl);
	}

	public @Nullable Duration getFailureTtl() {
		return this.failureTtl;
	}

	public void setFailureTtl(Duration failureTtl) {
		this.failureTtl = Require.notNegative(KEYS + "failure-ttl", failureTtl);
	}

	public @Nullable Duration getRetryDelay() {
		return this.retryDelay;
	}

	public void setRetryDelay(Duration retryDelay) {
		this.retryDelay = Require.positive(KEYS + "retry-delay", retryDelay);
	}

	public @Nullable Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		this.timeout = Require.positive(KEYS + "timeout", timeout);
	}

	public @Nullable Duration getStaleAfter() {
		return this.staleAfter;
	}

	public void setStaleAfter(Duration staleAfter) {
		this.staleAfter = Require.notNegative(KEYS + "stale-after", staleAfter);
	}

	public @Nullable Integer getFailureThreshold() {
		return this.failureThreshold;
	}

	public void setFailureThreshold(Integer failureThreshold) {
		this.failureThreshold = Require.between(KEYS + "failure-threshold", failureThreshold, 1, 1000);
	}

	public @Nullable Integer getSuccessThreshold() {
		return this.successThreshold;
	}

	public void setSuccessThreshold(Integer successThreshold) {
		this.successThreshold = Require.between(KEYS + "success-threshold", successThreshold, 1, 1000);
	}

	public @Nullable LateStatus getOnTimeout() {
		return this.onTimeout;
	}

	public void setOnTimeout(LateStatus onTimeout) {
		this.onTimeout = onTimeout;
	}

	public @Nullable Boolean getCritical() {
		return this.critical;
	}

	public void setCritical(Boolean critical) {
		this.critical = critical;
	}

	CheckSettings applyTo(CheckSettings settings) {
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
