package dev.healthcheck.spring.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Properties for the end of the application.
 *
 * @since 0.1.0
 */
public class ShutdownProperties {

	private static final String PREFIX = "healthcheck.shutdown.";

	/**
	 * How long the application goes on serving, with readiness refused, before it shuts
	 * down. By default 0, and 10s on Kubernetes.
	 */
	private @Nullable Duration drainDelay;

	/**
	 * Time from SIGTERM in which the application must have ended; Kubernetes'
	 * terminationGracePeriodSeconds, less what a preStop hook takes. Only for a warning
	 * at start, on Kubernetes.
	 */
	private Duration gracePeriod = Duration.ofSeconds(30);

	/**
	 * Whether the application's answers say 'Connection: close' while it drains, so that
	 * clients with persistent connections go elsewhere.
	 */
	private boolean closeConnections = true;

	public @Nullable Duration getDrainDelay() {
		return this.drainDelay;
	}

	public void setDrainDelay(@Nullable Duration drainDelay) {
		this.drainDelay = (drainDelay != null) ? Require.notNegative(PREFIX + "drain-delay", drainDelay) : null;
	}

	public Duration getGracePeriod() {
		return this.gracePeriod;
	}

	public void setGracePeriod(Duration gracePeriod) {
		this.gracePeriod = Require.positive(PREFIX + "grace-period", gracePeriod);
	}

	public boolean isCloseConnections() {
		return this.closeConnections;
	}

	public void setCloseConnections(boolean closeConnections) {
		this.closeConnections = closeConnections;
	}

}
