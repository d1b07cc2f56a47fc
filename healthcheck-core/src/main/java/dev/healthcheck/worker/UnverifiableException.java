package dev.healthcheck.worker;

import java.io.IOException;

/**
 * Thrown where the system does not tell whether a process is alive.
 */
@SuppressWarnings("serial")
final class UnverifiableException extends IOException {

	UnverifiableException(IOException cause) {
		super("cannot be verified: " + cause, cause);
	}

}
