package dev.healthcheck.spring.autoconfigure;

import java.time.Duration;

import dev.healthcheck.check.CheckStatus;
import org.jspecify.annotations.Nullable;

/**
 * Properties for the health of the application's own server.
 *
 * @since 0.1.0
 */
public class AppServerProperties {

	/**
	 * For how long all request threads of the application's own server must have been
	 * busy, and none have finished a request, for the contributor 'server' to say so;
	 * never if not set.
	 */
	private @Nullable Duration stallAfter;

	/**
	 * Status of 'server' after 'stall-after'.
	 */
	private StallStatus onStall = StallStatus.DEGRADED;

	public @Nullable Duration getStallAfter() {
		return this.stallAfter;
	}

	public void setStallAfter(@Nullable Duration stallAfter) {
		this.stallAfter = (stallAfter != null) ? Require.positive("healthcheck.app-server.stall-after", stallAfter)
				: null;
	}

	public StallStatus getOnStall() {
		return this.onStall;
	}

	public void setOnStall(StallStatus onStall) {
		this.onStall = onStall;
	}

	/**
	 * What the application's own server is when nothing moves in it.
	 */
	public enum StallStatus {

		/** DEGRADED, which takes traffic. */
		DEGRADED,

		/** DOWN. */
		DOWN;

		CheckStatus status() {
			return (this == DOWN) ? CheckStatus.DOWN : CheckStatus.DEGRADED;
		}

	}

}
