package dev.healthcheck.server;

import java.time.Duration;

/**
 * Value object for the limits of a {@link ProbeServer}.
 *
 * @param threads the maximum number of threads for responses that are not published,
 * started when needed
 * @param maxConnections the maximum number of open connections; a further one takes the
 * place of the one that has been idle for longest
 * @param acceptCount how many connections may wait to be accepted; the operating system
 * may round it
 * @param connectionTimeout time for a TLS handshake and the head of a request together,
 * from the connection or from the first byte of the head
 * @param keepAliveTimeout how long a connection may be idle between two requests, or
 * leave a response unread
 * @since 0.1.0
 */
public record ProbeServerLimits(int threads, int maxConnections, int acceptCount, Duration connectionTimeout,
		Duration keepAliveTimeout) {

	/**
	 * Create limits.
	 * @throws IllegalArgumentException if a number is below one or a duration is not
	 * positive
	 */
	public ProbeServerLimits {
		atLeastOne("threads", threads);
		atLeastOne("maxConnections", maxConnections);
		atLeastOne("acceptCount", acceptCount);
		positive("connectionTimeout", connectionTimeout);
		positive("keepAliveTimeout", keepAliveTimeout);
	}

	/**
	 * Return the limits that suit most applications: 2 threads, 8,192 connections and 128
	 * waiting ones, 5 seconds for a head and 30 between two requests.
	 * @return the limits
	 */
	public static ProbeServerLimits defaults() {
		return new ProbeServerLimits(2, 8192, 128, Duration.ofSeconds(5), Duration.ofSeconds(30));
	}

	private static void atLeastOne(String name, int value) {
		if (value < 1) {
			throw new IllegalArgumentException("'" + name + "' must be at least 1, but is " + value);
		}
	}

	private static void positive(String name, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new IllegalArgumentException("'" + name + "' must be positive, but is " + value);
		}
	}

}
