package dev.healthcheck.check;

import org.jspecify.annotations.Nullable;

/**
 * Strategy used to decide the status of a check that has been late for too long. Called
 * by readers: implementations must return at once.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface OnTimeout {

	/**
	 * Return the status to publish.
	 * @param last the status before the check was late, or {@code null} if no run ended
	 * in time
	 * @return the status
	 */
	CheckStatus status(@Nullable CheckStatus last);

	/**
	 * Slow is not dead: the worse of the last status and {@link CheckStatus#DEGRADED}.
	 * @return the strategy
	 */
	static OnTimeout degraded() {
		return (last) -> (last != null) ? last.worse(CheckStatus.DEGRADED) : CheckStatus.DEGRADED;
	}

	/**
	 * Slow counts as dead: the worse of the last status and {@link CheckStatus#DOWN}.
	 * @return the strategy
	 */
	static OnTimeout down() {
		return (last) -> (last != null) ? last.worse(CheckStatus.DOWN) : CheckStatus.DOWN;
	}

	/**
	 * Keep the last status; {@link CheckStatus#UNKNOWN} if there is none.
	 * @return the strategy
	 */
	static OnTimeout keep() {
		return (last) -> (last != null) ? last : CheckStatus.UNKNOWN;
	}

}
