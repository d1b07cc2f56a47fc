package dev.healthcheck.server;

import java.time.Duration;

/**
 * Value object for what a server may use, and how long it waits for an asker.
 *
 * @param threads the most threads: one that reads, writes and answers what is published,
 * and the others, started as needed, for answers that may take time
 * @param maxConnections the most open connections
 * @param acceptCount how many connections may wait once the maximum is open; the
 * operating system may round it
 * @param connectionTimeout how long the head of a request may take in all, from the
 * connection or from its first byte
 * @param keepAliveTimeout how long a connection may be idle between two requests
 * @since 0.1.0
 */
public record ProbeServerLimits(int threads, int maxConnections, int acceptCount, Duration connectionTimeout,
		Duration keepAliveTimeout) {

	/**
	 * Create limits.
	 * @throws IllegalArgumentException if a number is below one, if there are fewer than
	 * two threads, or if a duration is not positive
	 */
	public ProbeServerLimits {
		atLeast("threads", threads, 2);
		atLeast("maxConnections", maxConnections, 1);
		atLeast("acceptCount", acceptCount, 1);
		positive("connectionTimeout", connectionTimeout);
		positive("keepAliveTimeout", keepAliveTimeout);
	}

	/**
	 * Return the limits that serve most applications: 8 threads, 8,192 connections and
	 * 128 waiting ones, 5 seconds for a head and 30 between two requests.
	 * @return the limits
	 */
	public static ProbeServerLimits defaults() {
		return new ProbeServerLimits(8, 8192, 128, Duration.ofSeconds(5), Duration.ofSeconds(30));
	}

	private static void atLeast(String name, int value, int minimum) {
		if (value < minimum) {
			throw new IllegalArgumentException("'" + name + "' must be at least " + minimum + ", but is " + value);
		}
	}

	private static void positive(String name, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new IllegalArgumentException("'" + name + "' must be positive, but is " + value);
		}
	}

}
