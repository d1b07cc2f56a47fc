package dev.healthcheck.spring.properties;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties for what must have finished before the application is ready.
 *
 * @param retryDelay Time before a warm-up that has failed is tried again.
 * @since 0.1.0
 */
public record WarmUpProperties(@DefaultValue("5s") Duration retryDelay) {

	public WarmUpProperties {
		Require.positive("healthcheck.warm-up.retry-delay", retryDelay);
	}

}
