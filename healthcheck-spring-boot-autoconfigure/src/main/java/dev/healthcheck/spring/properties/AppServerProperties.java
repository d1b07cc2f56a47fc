package dev.healthcheck.spring.properties;

import java.time.Duration;

import dev.healthcheck.check.CheckStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties for the health of the application's own server.
 *
 * @param stallAfter Time for which all request threads of the application's own server
 * must have been busy, without finishing a request, before the contributor 'server'
 * reports it. Never reported if not set.
 * @param onStall Status that 'server' reports after 'stall-after'.
 */
public record AppServerProperties(@Nullable Duration stallAfter, @DefaultValue("degraded") StallStatus onStall) {

	public AppServerProperties {
		Require.positive("healthcheck.app-server.stall-after", stallAfter);
	}

	/**
	 * Statuses of a server that makes no progress.
	 */
	public enum StallStatus {

		/** DEGRADED, which takes traffic. */
		DEGRADED,

		/** DOWN. */
		DOWN;

		public CheckStatus status() {
			return (this == DOWN) ? CheckStatus.DOWN : CheckStatus.DEGRADED;
		}

	}

}
