package dev.healthcheck.spring.autoconfigure;

import java.net.InetAddress;
import java.time.Duration;

import dev.healthcheck.server.ServerTls;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * Properties for the probe server.
 *
 * @since 0.1.0
 */
public class ServerProperties {

	private static final String PREFIX = "healthcheck.server.";

	/**
	 * Whether to start the probe server.
	 */
	private boolean enabled = true;

	/**
	 * Port of the probe server; 0 for any free one. By default 'server.port' + 10000 (−
	 * 10000 if that is above 65535, 0 if 'server.port' is 0), or 18080 for an application
	 * without a web server.
	 */
	private @Nullable Integer port;

	/**
	 * Address that the probe server listens on. By default 'management.server.address',
	 * then 'server.address', then all.
	 */
	private @Nullable InetAddress address;

	/**
	 * When the probe server shows the details of health. By default as the health
	 * endpoint does to a client that is not authenticated, and never with Spring
	 * Security.
	 */
	private @Nullable Details showDetails;

	/**
	 * Maximum number of threads that answer for indicators that are not isolated.
	 */
	private int threads = 2;

	/**
	 * Maximum number of open connections. Beyond it the longest idle connection is
	 * closed.
	 */
	private int maxConnections = 8192;

	/**
	 * How many connections may wait to be accepted.
	 */
	private int acceptCount = 128;

	/**
	 * How long a client may take for the TLS handshake and the head of a request.
	 */
	private Duration connectionTimeout = Duration.ofSeconds(5);

	/**
	 * How long a connection may be idle between two requests.
	 */
	private Duration keepAliveTimeout = Duration.ofSeconds(30);

	@NestedConfigurationProperty
	private final Ssl ssl = new Ssl();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
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

	public @Nullable Details getShowDetails() {
		return this.showDetails;
	}

	public void setShowDetails(@Nullable Details showDetails) {
		this.showDetails = showDetails;
	}

	public int getThreads() {
		return this.threads;
	}

	public void setThreads(int threads) {
		this.threads = Require.between(PREFIX + "threads", threads, 1, 1000);
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

	public Ssl getSsl() {
		return this.ssl;
	}

	/**
	 * When details are shown.
	 */
	public enum Details {

		/** Never. */
		NEVER,

		/** Always. */
		ALWAYS

	}

	/**
	 * Properties for TLS.
	 */
	public static class Ssl {

		/**
		 * Name of the SSL bundle. There is no TLS if not set.
		 */
		private @Nullable String bundle;

		/**
		 * Whether clients are asked for a certificate.
		 */
		private ServerTls.ClientAuth clientAuth = ServerTls.ClientAuth.NONE;

		public @Nullable String getBundle() {
			return this.bundle;
		}

		public void setBundle(@Nullable String bundle) {
			this.bundle = (bundle != null) ? Require.text(PREFIX + "ssl.bundle", bundle) : null;
		}

		public ServerTls.ClientAuth getClientAuth() {
			return this.clientAuth;
		}

		public void setClientAuth(ServerTls.ClientAuth clientAuth) {
			this.clientAuth = clientAuth;
		}

	}

}
