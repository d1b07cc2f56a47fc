package dev.healthcheck.spring.probes;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.spring.startup.ApplicationReadiness;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;

/**
 * Value object for the state of all that is published: results, and the availability of
 * the application. Equal to another one if nothing was published in between.
 */
record Publications(long results, boolean starting, boolean ready, @Nullable ReadinessState readiness,
		@Nullable LivenessState liveness) {

	static Publications current(CheckRunner runner, ApplicationReadiness readiness,
			@Nullable ApplicationAvailability availability) {
		return new Publications(runner.publications(), readiness.isStarting(), readiness.isReady(),
				(availability != null) ? availability.getReadinessState() : null,
				(availability != null) ? availability.getLivenessState() : null);
	}

}
