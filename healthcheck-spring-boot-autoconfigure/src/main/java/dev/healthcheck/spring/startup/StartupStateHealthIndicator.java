package dev.healthcheck.spring.startup;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.application.AvailabilityStateHealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Health contributor {@code startupState}: OUT_OF_SERVICE until the application is ready
 * for the first time, UP from then on.
 */
public final class StartupStateHealthIndicator extends AvailabilityStateHealthIndicator {

	private final ApplicationReadiness readiness;

	public StartupStateHealthIndicator(ApplicationAvailability availability, ApplicationReadiness readiness) {
		super(availability, ReadinessState.class, (statuses) -> {
			statuses.add(ReadinessState.ACCEPTING_TRAFFIC, Status.UP);
			statuses.add(ReadinessState.REFUSING_TRAFFIC, Status.OUT_OF_SERVICE);
		});
		this.readiness = readiness;
	}

	@Override
	protected AvailabilityState getState(ApplicationAvailability availability) {
		return this.readiness.isStarting() ? ReadinessState.REFUSING_TRAFFIC : ReadinessState.ACCEPTING_TRAFFIC;
	}

}
