package dev.healthcheck.spring.indicators;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * How full the pool is that an indicator takes its connections from.
 */
record PoolSaturation(int inUse, int idle, int maximum) {

	// A thread that waits for a connection waits for others to return theirs
	boolean isSaturated() {
		return this.inUse + this.idle >= this.maximum;
	}

	// A thread that waits for a connection waits for the remote system
	boolean isEmpty() {
		return this.inUse + this.idle == 0;
	}

	@Override
	public String toString() {
		return this.inUse + " in use and " + this.idle + " idle of " + this.maximum;
	}

	/**
	 * Strategy used to read pools. Separate from {@link DataSourcePools}, whose classes
	 * may be missing.
	 */
	@FunctionalInterface
	interface Source {

		// From counters, without taking a connection; null if there is no pool to read
		@Nullable PoolSaturation saturation(HealthIndicator indicator);

	}

}
