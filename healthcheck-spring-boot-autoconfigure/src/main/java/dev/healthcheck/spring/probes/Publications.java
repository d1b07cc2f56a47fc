package dev.healthcheck.spring.probes;

import java.util.function.Supplier;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.spring.startup.ApplicationReadiness;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;

/**
 * Tells whether anything has been published since an answer was made: a result, or the
 * availability of the application.
 *
 * @since 0.1.0
 */
public final class Publications implements Supplier<Object> {

	private final CheckRunner runner;

	private final ApplicationReadiness readiness;

	private final @Nullable ApplicationAvailability availability;

	/**
	 * Create an instance.
	 * @param runner publishes the results of checks
	 * @param readiness tells whether the application is ready
	 * @param availability the availability of the application, or {@code null} if it has
	 * none
	 */
	public Publications(CheckRunner runner, ApplicationReadiness readiness,
			@Nullable ApplicationAvailability availability) {
		this.runner = runner;
		this.readiness = readiness;
		this.availability = availability;
	}

	/**
	 * Return what identifies all that is published now.
	 * @return a value that is equal to another one if nothing was published in between
	 */
	@Override
	public Object get() {
		ApplicationAvailability availability = this.availability;
		return new Version(this.runner.publications(), this.readiness.isStarting(), this.readiness.isReady(),
				(availability != null) ? availability.getReadinessState() : null,
				(availability != null) ? availability.getLivenessState() : null);
	}

	private record Version(long publications, boolean starting, boolean ready, @Nullable ReadinessState readiness,
			@Nullable LivenessState liveness) {

	}

}
