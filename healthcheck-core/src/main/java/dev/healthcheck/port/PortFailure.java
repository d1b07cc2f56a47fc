package dev.healthcheck.port;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;

/**
 * Failures to listen on a port, with a message that names the address.
 */
public final class PortFailure {

	private PortFailure() {
	}

	// Returns a failure that is a BindException if its cause is one
	public static IOException of(String server, InetSocketAddress address, Throwable cause) {
		String message = "%s cannot listen on %s: %s".formatted(server, HostAndPort.of(address), cause.getMessage());
		IOException failure = (cause instanceof BindException) ? new BindException(message) : new IOException(message);
		failure.initCause(cause);
		return failure;
	}

}
