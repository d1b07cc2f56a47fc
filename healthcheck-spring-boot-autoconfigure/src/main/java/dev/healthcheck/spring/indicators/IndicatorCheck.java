package dev.healthcheck.spring.indicators;

import java.util.Map;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.InconclusiveException;
import dev.healthcheck.spring.checks.HealthDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@link Check} that runs a health indicator and keeps the health that it returns. If the
 * indicator got no connection, the state of its pool decides.
 */
final class IndicatorCheck implements Check {

	/** Result of an indicator that returns no health. */
	static final CheckResult NOTHING = CheckResult.down("returned null");

	private static final String NO_CONNECTION = "org.springframework.jdbc.CannotGetJdbcConnectionException";

	private final HealthDetails details;

	private final PoolSaturation.Source pools;

	private volatile HealthIndicator indicator;

	IndicatorCheck(HealthIndicator indicator, HealthDetails details, PoolSaturation.Source pools) {
		this.indicator = indicator;
		this.details = details;
		this.pools = pools;
	}

	// Some composites create their indicators anew each time
	void indicator(HealthIndicator indicator) {
		this.indicator = indicator;
	}

	@Override
	public CheckResult run() throws InconclusiveException {
		HealthIndicator indicator = this.indicator;
		// With details, as the health endpoint asks for them
		@Nullable Health health = indicator.health(true);
		if (health == null) {
			return NOTHING;
		}
		if (isWithoutConnection(health)) {
			PoolSaturation pool = this.pools.saturation(indicator);
			if (pool != null && pool.isSaturated()) {
				throw new InconclusiveException("All connections of the pool are in use: " + pool);
			}
		}
		return result(this.details.snapshot(health));
	}

	// Boot keeps only the text of an exception
	private static boolean isWithoutConnection(Health health) {
		return new CheckStatus(health.getStatus().getCode()).equals(CheckStatus.DOWN)
				&& String.valueOf(health.getDetails().get("error")).startsWith(NO_CONNECTION);
	}

	// Shown as the Health that is its source
	static CheckResult result(Health health) {
		Object error = health.getDetails().get("error");
		return new CheckResult(new CheckStatus(health.getStatus().getCode()),
				(error != null) ? String.valueOf(error) : null, Map.of(), health);
	}

	@Override
	public @Nullable CheckResult earlyFailure() {
		PoolSaturation pool = this.pools.saturation(this.indicator);
		if (pool == null || !pool.isEmpty()) {
			return null;
		}
		return result(Health.down()
			.withDetail("error", "No connection is available: the pool waits for its first, " + pool)
			.build());
	}

	@Override
	public String toString() {
		return "health indicator " + this.indicator.getClass().getName();
	}

}
