package dev.healthcheck.spring.indicators;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.InconclusiveException;
import dev.healthcheck.spring.checks.HealthDetails;
import dev.healthcheck.spring.checks.HealthMapper;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@link Check} that runs a health indicator and keeps the health that it finds. Where
 * the indicator takes its connections from a pool, the pool is asked what a wait for one
 * means.
 */
final class IndicatorCheck implements Check {

	/** The result of a run that finds no health. */
	static final CheckResult NOTHING = CheckResult.down("returned null");

	private static final String NO_CONNECTION = "org.springframework.jdbc.CannotGetJdbcConnectionException";

	private final HealthDetails details;

	private final ResourcePools pools;

	/** Replaced by whoever finds another one of the same name; read by runs. */
	private volatile HealthIndicator indicator;

	IndicatorCheck(HealthIndicator indicator, HealthDetails details, ResourcePools pools) {
		this.indicator = indicator;
		this.details = details;
		this.pools = pools;
	}

	void indicator(HealthIndicator indicator) {
		this.indicator = indicator;
	}

	@Override
	public CheckResult run() throws InconclusiveException {
		HealthIndicator indicator = this.indicator;
		// As the health endpoint asks
		@Nullable Health health = indicator.health(true);
		if (health == null) {
			return NOTHING;
		}
		if (isWithoutConnection(health)) {
			PoolState pool = this.pools.stateFor(indicator);
			if (pool != null && pool.isFull()) {
				throw new InconclusiveException("The pool's connections are all in use: " + pool);
			}
		}
		return HealthMapper.keeping(this.details.snapshot(health));
	}

	// Boot keeps the text of an exception alone
	private static boolean isWithoutConnection(Health health) {
		return new CheckStatus(health.getStatus().getCode()).equals(CheckStatus.DOWN)
				&& String.valueOf(health.getDetails().get("error")).startsWith(NO_CONNECTION);
	}

	@Override
	public @Nullable CheckResult earlyFailure() {
		PoolState pool = this.pools.stateFor(this.indicator);
		if (pool == null || !pool.isEmpty()) {
			return null;
		}
		return HealthMapper.keeping(Health.down()
			.withDetail("error", "No connection can be had: the pool waits for its first, " + pool)
			.build());
	}

	@Override
	public String toString() {
		return "health indicator " + this.indicator.getClass().getName();
	}

}
