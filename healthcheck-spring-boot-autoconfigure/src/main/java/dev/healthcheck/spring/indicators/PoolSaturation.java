package dev.healthcheck.spring.indicators;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Strategy used to read the state of the pool that an indicator takes its connections
 * from. Separate from {@link DataSourcePools}, whose classes may be missing.
 */
@FunctionalInterface
interface ResourcePools {

	// From counters, without taking a connection; null if there is no pool to read
	@Nullable State stateFor(HealthIndicator indicator);

	record State(int inUse, int idle, int maximum) {

		// A thread that waits for a connection waits for others to return theirs
		boolean isFull() {
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

	}

}
