package dev.healthcheck.spring.autoconfigure;

import java.time.Duration;

import dev.healthcheck.check.OnTimeout;

/**
 * Properties for how checks are run.
 *
 * @since 0.1.0
 */
public class ChecksProperties {

	private static final String PREFIX = "healthcheck.checks.";

	/**
	 * How long a passing result is kept; 0 for no cache.
	 */
	private Duration successTtl = Duration.ofSeconds(27);

	/**
	 * How long a failing result is kept; 0 for no cache.
	 */
	private Duration failureTtl = Duration.ofSeconds(9);

	/**
	 * Pause before a run that confirms a change.
	 */
	private Duration retryDelay = Duration.ofSeconds(1);

	/**
	 * How long a run may take. What it finds later is discarded, and the check is late.
	 */
	private Duration timeout = Duration.ofSeconds(10);

	/**
	 * How long a check may be late before 'on-timeout' applies.
	 */
	private Duration staleAfter = Duration.ofSeconds(60);

	/**
	 * Maximum number of threads that run checks.
	 */
	private int threads = 8;

	/**
	 * Failures in a row that turn a check DOWN.
	 */
	private int failureThreshold = 2;

	/**
	 * Passes in a row that turn a check UP.
	 */
	private int successThreshold = 1;

	/**
	 * Status of a check that is late for longer than 'stale-after', unless its last one
	 * is worse.
	 */
	private LateStatus onTimeout = LateStatus.DEGRADED;

	/**
	 * Whether a failing check is DOWN, and not just DEGRADED.
	 */
	private boolean critical = true;

	public Duration getSuccessTtl() {
		return this.successTtl;
	}

	public void setSuccessTtl(Duration successTtl) {
		this.successTtl = Require.notNegative(PREFIX + "success-ttl", successTtl);
	}

	public Duration getFailureTtl() {
		return this.failureTtl;
	}

	public void setFailureTtl(Duration failureTtl) {
		this.failureTtl = Require.notNegative(PREFIX + "failure-ttl", failureTtl);
	}

	public Duration getRetryDelay() {
		return this.retryDelay;
	}

	public void setRetryDelay(Duration retryDelay) {
		this.retryDelay = Require.positive(PREFIX + "retry-delay", retryDelay);
	}

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		this.timeout = Require.positive(PREFIX + "timeout", timeout);
	}

	public Duration getStaleAfter() {
		return this.staleAfter;
	}

	public void setStaleAfter(Duration staleAfter) {
		this.staleAfter = Require.notNegative(PREFIX + "stale-after", staleAfter);
	}

	public int getThreads() {
		return this.threads;
	}

	public void setThreads(int threads) {
		this.threads = Require.between(PREFIX + "threads", threads, 1, 1000);
	}

	public int getFailureThreshold() {
		return this.failureThreshold;
	}

	public void setFailureThreshold(int failureThreshold) {
		this.failureThreshold = Require.between(PREFIX + "failure-threshold", failureThreshold, 1, 1000);
	}

	public int getSuccessThreshold() {
		return this.successThreshold;
	}

	public void setSuccessThreshold(int successThreshold) {
		this.successThreshold = Require.between(PREFIX + "success-threshold", successThreshold, 1, 1000);
	}

	public LateStatus getOnTimeout() {
		return this.onTimeout;
	}

	public void setOnTimeout(LateStatus onTimeout) {
		this.onTimeout = onTimeout;
	}

	public boolean isCritical() {
		return this.critical;
	}

	public void setCritical(boolean critical) {
		this.critical = critical;
	}

	/**
	 * What a check is while it has been late for too long.
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
