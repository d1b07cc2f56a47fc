package dev.healthcheck.spring.properties;

import java.net.InetAddress;
import java.time.Duration;

import dev.healthcheck.server.ServerTls;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties for the probe server.
 *
 * @param enabled Whether to start the probe server.
 * @param port Port of the probe server, or 0 for any free port. Defaults to 'server.port'
 * + 10000 (− 10000 if that is above 65535, 0 if 'server.port' is 0), or 18080 for an
 * application without a web server.
 * @param address Address that the probe server listens on. Defaults to
 * 'management.server.address', then 'server.address', then all.
 * @param showDetails When the probe server shows the details of health. Defaults to what
 * the health endpoint shows to a client that is not authenticated, and to 'never' with
 * Spring Security.
 * @param threads Maximum number of threads that respond for indicators that are not
 * isolated.
 * @param maxConnections Maximum number of open connections. Beyond it the longest idle
 * connection is closed.
 * @param acceptCount Maximum number of connections that wait to be accepted.
 * @param connectionTimeout Time that a client may take for the TLS handshake and the head
 * of a request.
 * @param keepAliveTimeout Time that a connection may be idle between two requests.
 * @param ssl TLS of the probe server.
 */
public record ServerProperties(@DefaultValue("true") boolean enabled, @Nullable Integer port,
		@Nullable InetAddress address, @Nullable Details showDetails, @DefaultValue("2") int threads,
		@DefaultValue("8192") int maxConnections, @DefaultValue("128") int acceptCount,
		@DefaultValue("5s") Duration connectionTimeout, @DefaultValue("30s") Duration keepAliveTimeout,
		@DefaultValue Ssl ssl) {

	private static final String PREFIX = "healthcheck.server.";

	/** Applications on one host get different ports. */
	private static final int DISTANCE = 10_000;

	private static final int HIGHEST = 65_535;

	public ServerProperties {
		Require.port(PREFIX + "port", port);
		Require.between(PREFIX + "threads", threads, 1, 1000);
		Require.between(PREFIX + "max-connections", maxConnections, 1, 1_000_000);
		Require.between(PREFIX + "accept-count", acceptCount, 1, 65535);
		Require.positive(PREFIX + "connection-timeout", connectionTimeout);
		Require.positive(PREFIX + "keep-alive-timeout", keepAliveTimeout);
	}

	/**
	 * Return the port of the probe server if {@code healthcheck.server.port} is not set.
	 * @param applicationPort the port of the application
	 * @return the port, or 0 for any free port if that of the application is 0
	 */
	public static int defaultPort(int applicationPort) {
		if (applicationPort == 0) {
			return 0;
		}
		return applicationPort + ((applicationPort + DISTANCE <= HIGHEST) ? DISTANCE : -DISTANCE);
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
	 *
	 * @param bundle Name of the SSL bundle. The probe server uses no TLS if not set.
	 * @param clientAuth Whether clients are asked for a certificate.
	 */
	public record Ssl(@Nullable String bundle, @DefaultValue("none") ServerTls.ClientAuth clientAuth) {

		public Ssl {
			Require.text(PREFIX + "ssl.bundle", bundle);
		}

	}

}
