package dev.healthcheck.spring.management;

import java.time.Duration;

/**
 * Value object for the limits of the isolated server.
 *
 * @param threads the most request threads
 * @param reservedThreads how many of them answer probes alone
 * @param maxConnections the most open connections
 * @param acceptCount how many connections may wait beyond these
 * @param connectionTimeout how long a request may keep silent before its last header
 * @param keepAliveTimeout how long a connection may be idle
 * @since 0.1.0
 */
public record ServerLimits(int threads, int reservedThreads, int maxConnections, int acceptCount,
		Duration connectionTimeout, Duration keepAliveTimeout) {

}
