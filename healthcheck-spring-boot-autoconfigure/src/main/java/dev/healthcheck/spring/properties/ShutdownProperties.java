package dev.healthcheck.spring.properties;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties for shutdown.
 *
 * @param drainDelay Time for which the application still serves requests, with readiness
 * refused, before it shuts down. Defaults to 0s, and to 10s on Kubernetes.
 * @param gracePeriod Time from SIGTERM until Kubernetes kills the application, which is
 * terminationGracePeriodSeconds less the time of a preStop hook. Only used for a warning
 * at start-up on Kubernetes.
 * @param closeConnections Whether the application's responses contain 'Connection: close'
 * while it drains, so that clients with persistent connections connect elsewhere.
 */
public record ShutdownProperties(@Nullable Duration drainDelay, @DefaultValue("30s") Duration gracePeriod,
		@DefaultValue("true") boolean closeConnections) {

	public ShutdownProperties {
		Require.notNegative("healthcheck.shutdown.drain-delay", drainDelay);
		Require.positive("healthcheck.shutdown.grace-period", gracePeriod);
	}

}
