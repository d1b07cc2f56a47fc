package dev.healthcheck.upstream;

import java.io.IOException;

/**
 * Thrown when an upstream gives no answer that can be used. The message is a sentence
 * about it, without its subject, and fit to be shown.
 */
@SuppressWarnings("serial")
final class UpstreamException extends IOException {

	UpstreamException(String message) {
		super(message);
	}

}
