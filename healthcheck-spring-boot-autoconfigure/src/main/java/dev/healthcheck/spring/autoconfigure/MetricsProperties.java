package dev.healthcheck.spring.autoconfigure;

/**
 * Properties for meters.
 *
 * @since 0.1.0
 */
public class MetricsProperties {

	/**
	 * Whether checks, workers, maintenance, StatsD, probes and groups have meters, where
	 * Micrometer is there.
	 */
	private boolean enabled = true;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

}
