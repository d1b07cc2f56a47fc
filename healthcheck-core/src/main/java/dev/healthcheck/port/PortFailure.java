package dev.healthcheck.port;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;

/**
 * Failures to listen on a port, with a message that says where.
 *
 * @since 0.1.0
 */
public final class PortFailure {

	private PortFailure() {
	}

	/**
	 * Return a failure that says where it is not possible to listen.
	 * @param what who wants to listen, as a sentence begins
	 * @param address where
	 * @param cause why it is not possible to listen there
	 * @return the failure, as {@link #of(String, Throwable)} has it
	 */
	public static IOException of(String what, InetSocketAddress address, Throwable cause) {
		return of("%s cannot listen on %s: %s".formatted(what, HostAndPort.of(address), cause.getMessage()), cause);
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
