package dev.healthcheck.check;

import org.jspecify.annotations.Nullable;

/**
 * Value object for what a run threw: the source of its result, for whoever shows the two
 * apart. The throwable itself is not kept, and nothing that it holds with it.
 *
 * @param type the name of its class
 * @param message its message, bounded like that of a result, or {@code null}
 * @since 0.1.0
 */
public record CheckFailure(String type, @Nullable String message) {

	/**
	 * Create a failure.
	 */
	public CheckFailure {
		message = (message != null) ? Text.bounded(message, Text.MESSAGE) : null;
	}

}
