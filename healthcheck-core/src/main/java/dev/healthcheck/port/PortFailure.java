package dev.healthcheck.port;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;

/**
 * Failures to listen on a port, with a message that names the address.
 *
 * @since 0.1.0
 */
public final class PortFailure {

	private PortFailure() {
	}

	// Returns a failure of a server, whose name begins the message
	public static IOException of(String what, InetSocketAddress address, Throwable cause) {
		return of("%s cannot listen on %s: %s".formatted(what, HostAndPort.of(address), cause.getMessage()), cause);
	}

	// Returns a failure, which is a BindException if its cause is one
	public static IOException of(String message, Throwable cause) {
		IOException failure = (cause instanceof BindException) ? new BindException(message) : new IOException(message);
		failure.initCause(cause);
		return failure;
	}

}
