package dev.healthcheck.server;

import java.time.Duration;

/**
 * Value object for the limits of a {@link ProbeServer}.
 *
 * @param threads the maximum number of threads for deferred responses, started when
 * needed
 * @param maxConnections the maximum number of open connections; a further one replaces
 * the one that has been idle for longest
 * @param acceptCount the maximum number of connections that wait to be accepted; the
 * operating system may round it
 * @param connectionTimeout time for a TLS handshake and the head of a request together,
 * from the connection or from the first byte of the head
 * @param keepAliveTimeout how long a connection may be idle between two requests, or
 * leave a response unread
 */
public record ProbeServerLimits(int threads, int maxConnections, int acceptCount, Duration connectionTimeout,
		Duration keepAliveTimeout) {

	/**
	 * Create limits.
	 * @throws IllegalArgumentException if one of them is not positive
	 */
	public ProbeServerLimits {
		require(threads > 0, "threads", threads);
		require(maxConnections > 0, "maxConnections", maxConnections);
		require(acceptCount > 0, "acceptCount", acceptCount);
		require(connectionTimeout.compareTo(Duration.ZERO) > 0, "connectionTimeout", connectionTimeout);
		require(keepAliveTimeout.compareTo(Duration.ZERO) > 0, "keepAliveTimeout", keepAliveTimeout);
	}

	/**
	 * Return the limits that suit most applications.
	 * @return 2 threads, 8,192 connections and 128 waiting ones, 5 seconds for a head and
	 * 30 between two requests
	 */
	public static ProbeServerLimits defaults() {
		return new ProbeServerLimits(2, 8192, 128, Duration.ofSeconds(5), Duration.ofSeconds(30));
	}

	private static void require(boolean positive, String name, Object value) {
		if (!positive) {
			throw new IllegalArgumentException("'" + name + "' must be positive, but is " + value);
		}
	}

}
