package dev.healthcheck.spring.indicators;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Strategy used to ask the pool that an indicator takes its connections from.
 */
@FunctionalInterface
interface ResourcePools {

	/**
	 * Return what the pool of an indicator says now, out of counters, without taking a
	 * connection.
	 * @param indicator the indicator
	 * @return the state, or {@code null} if it has no pool that can be asked
	 */
	@Nullable PoolState stateFor(HealthIndicator indicator);

	/**
	 * Return pools of which none can be asked.
	 * @return the pools
	 */
	static ResourcePools none() {
		return (indicator) -> null;
	}

}
