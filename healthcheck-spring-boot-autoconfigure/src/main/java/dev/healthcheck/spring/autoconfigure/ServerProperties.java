package dev.healthcheck.spring.autoconfigure;

import java.net.InetAddress;
import java.time.Duration;

import dev.healthcheck.check.CheckStatus;
import org.jspecify.annotations.Nullable;

/**
 * Properties for the isolated server.
 *
 * @since 0.1.0
 */
public class ServerProperties {

	private static final String PREFIX = "healthcheck.server.";

	/**
	 * Whether Actuator gets a port and threads of its own, or an application without a
	 * web server a server for probes. Otherwise Boot's management server is left as it
	 * is.
	 */
	private boolean isolated = true;

	/**
	 * Default of 'management.server.port': 8081, or 0 where 'server.port' is 0.
	 */
	private @Nullable Integer port;

	/**
	 * Default of 'management.server.address'; all interfaces if neither is set.
	 */
	private @Nullable InetAddress address;

	/**
	 * Maximum number of request threads.
	 */
	private int threads = 8;

	/**
	 * How many of the threads answer probes alone.
	 */
	private int reservedThreads = 2;

	/**
	 * Maximum number of open connections.
	 */
	private int maxConnections = 8192;

	/**
	 * How many connections may wait once the maximum is open.
	 */
	private int acceptCount = 128;

	/**
	 * How long a connection may keep silent before and within a request.
	 */
	private Duration connectionTimeout = Duration.ofSeconds(5);

	/**
	 * How long a connection may be idle between two requests.
	 */
	private Duration keepAliveTimeout = Duration.ofSeconds(30);

	/**
	 * For how long all request threads of the application's own server must have been
	 * busy, and none have finished a request, for the contributor 'server' to say so;
	 * never if not set.
	 */
	private @Nullable Duration stallAfter;

	/**
	 * Status of 'server' after 'stall-after'.
	 */
	private StallStatus onStall = StallStatus.DEGRADED;

	public boolean isIsolated() {
		return this.isolated;
	}

	public void setIsolated(boolean isolated) {
		this.isolated = isolated;
	}

	public @Nullable Integer getPort() {
		return this.port;
	}

	public void setPort(@Nullable Integer port) {
		this.port = (port != null) ? Require.between(PREFIX + "port", port, 0, 65535) : null;
	}

	public @Nullable InetAddress getAddress() {
		return this.address;
	}

	public void setAddress(@Nullable InetAddress address) {
		this.address = address;
	}

	public int getThreads() {
		return this.threads;
	}

	public void setThreads(int threads) {
		this.threads = Require.between(PREFIX + "threads", threads, 2, 1000);
	}

	public int getReservedThreads() {
		return this.reservedThreads;
	}

	public void setReservedThreads(int reservedThreads) {
		this.reservedThreads = Require.between(PREFIX + "reserved-threads", reservedThreads, 1, 999);
	}

	public int getMaxConnections() {
		return this.maxConnections;
	}

	public void setMaxConnections(int maxConnections) {
		this.maxConnections = Require.between(PREFIX + "max-connections", maxConnections, 1, 1_000_000);
	}

	public int getAcceptCount() {
		return this.acceptCount;
	}

	public void setAcceptCount(int acceptCount) {
		this.acceptCount = Require.between(PREFIX + "accept-count", acceptCount, 1, 65535);
	}

	public Duration getConnectionTimeout() {
		return this.connectionTimeout;
	}

	public void setConnectionTimeout(Duration connectionTimeout) {
		this.connectionTimeout = Require.positive(PREFIX + "connection-timeout", connectionTimeout);
	}

	public Duration getKeepAliveTimeout() {
		return this.keepAliveTimeout;
	}

	public void setKeepAliveTimeout(Duration keepAliveTimeout) {
		this.keepAliveTimeout = Require.positive(PREFIX + "keep-alive-timeout", keepAliveTimeout);
	}

	public @Nullable Duration getStallAfter() {
		return this.stallAfter;
	}

	public void setStallAfter(@Nullable Duration stallAfter) {
		this.stallAfter = (stallAfter != null) ? Require.positive(PREFIX + "stall-after", stallAfter) : null;
	}

	public StallStatus getOnStall() {
		return this.onStall;
	}

	public void setOnStall(StallStatus onStall) {
		this.onStall = onStall;
	}

	/**
	 * What the application's own server is when nothing moves in it.
	 */
	public enum StallStatus {

		/** DEGRADED, which takes traffic. */
		DEGRADED,

		/** DOWN. */
		DOWN;

		CheckStatus status() {
			return (this == DOWN) ? CheckStatus.DOWN : CheckStatus.DEGRADED;
		}

	}

}
