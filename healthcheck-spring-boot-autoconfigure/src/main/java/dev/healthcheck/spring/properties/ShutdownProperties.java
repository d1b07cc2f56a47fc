package dev.healthcheck.spring.properties;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties for the end of the application.
 *
 * @param drainDelay Time for which the application still serves requests, with readiness
 * refused, before it shuts down. Defaults to 0s, and to 10s on Kubernetes.
 * @param gracePeriod Time from SIGTERM in which the application must have ended, which is
 * Kubernetes' terminationGracePeriodSeconds less the time of a preStop hook. Only used
 * for a warning at start, on Kubernetes.
 * @param closeConnections Whether the application's responses say 'Connection: close'
 * while it drains, so that clients with persistent connections connect elsewhere.
 * @since 0.1.0
 */
public record ShutdownProperties(@Nullable Duration drainDelay, @DefaultValue("30s") Duration gracePeriod,
		@DefaultValue("true") boolean closeConnections) {

	public ShutdownProperties {
		Require.notNegative("healthcheck.shutdown.drain-delay", drainDelay);
		Require.positive("healthcheck.shutdown.grace-period", gracePeriod);
	}

}
