package dev.healthcheck.spring.properties;

import java.time.Duration;
import java.util.Objects;

import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.spring.properties.ChecksProperties.LateStatus;
import org.jspecify.annotations.Nullable;

/**
 * Properties for how one check is run: those of {@link ChecksProperties}, which apply if
 * they are not set.
 */
public record OverrideProperties(@Nullable Duration successTtl, @Nullable Duration failureTtl,
		@Nullable Duration retryDelay, @Nullable Duration timeout, @Nullable Duration staleAfter,
		@Nullable Integer failureThreshold, @Nullable Integer successThreshold, @Nullable LateStatus onTimeout,
		@Nullable Boolean critical) {

	void validate(String prefix) {
		Require.notNegative(prefix + "success-ttl", this.successTtl);
		Require.notNegative(prefix + "failure-ttl", this.failureTtl);
		Require.positive(prefix + "retry-delay", this.retryDelay);
		Require.positive(prefix + "timeout", this.timeout);
		Require.notNegative(prefix + "stale-after", this.staleAfter);
		Require.between(prefix + "failure-threshold", this.failureThreshold, 1, 1000);
		Require.between(prefix + "success-threshold", this.successThreshold, 1, 1000);
	}

	public CheckSettings applyTo(CheckSettings settings) {
		return new CheckSettings(Objects.requireNonNullElse(this.successTtl, settings.successTtl()),
				Objects.requireNonNullElse(this.failureTtl, settings.failureTtl()),
				Objects.requireNonNullElse(this.retryDelay, settings.retryDelay()),
				Objects.requireNonNullElse(this.timeout, settings.timeout()),
				Objects.requireNonNullElse(this.staleAfter, settings.staleAfter()),
				Objects.requireNonNullElse(this.failureThreshold, settings.failureThreshold()),
				Objects.requireNonNullElse(this.successThreshold, settings.successThreshold()),
				(this.onTimeout != null) ? this.onTimeout.strategy() : settings.onTimeout(),
				Objects.requireNonNullElse(this.critical, settings.critical()));
	}

}
