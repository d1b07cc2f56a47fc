package dev.healthcheck.spring.autoconfigure;

import java.time.Duration;

/**
 * Properties for what must have finished before the application is ready.
 *
 * @since 0.1.0
 */
public class WarmUpProperties {

	/**
	 * Pause before a warm-up that has failed is tried again.
	 */
	private Duration retryDelay = Duration.ofSeconds(5);

	public Duration getRetryDelay() {
		return this.retryDelay;
	}

	public void setRetryDelay(Duration retryDelay) {
		this.retryDelay = Require.positive("healthcheck.warm-up.retry-delay", retryDelay);
	}

}
