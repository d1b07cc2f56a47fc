package dev.healthcheck.port;

import java.io.IOException;
import java.net.BindException;

/**
 * Failures to listen on a port, with a message that says where.
 *
 * @since 0.1.0
 */
public final class PortFailure {

	private PortFailure() {
	}

	/**
	 * Return a failure that says more than its cause.
	 * @param message the message, with the address and the port
	 * @param cause why it is not possible to listen there
	 * @return the failure, a {@link BindException} if its cause is one: if the port is in
	 * use
	 */
	public static IOException of(String message, Throwable cause) {
		IOException failure = (cause instanceof BindException) ? new BindException(message) : new IOException(message);
		failure.initCause(cause);
		return failure;
	}

}
