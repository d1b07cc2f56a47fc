package dev.healthcheck.sidecar;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;

import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.port.HostAndPort;
import dev.healthcheck.server.ProbeHandler;
import dev.healthcheck.server.ProbeServer;
import dev.healthcheck.server.ProbeServerLimits;
import dev.healthcheck.statsd.StatsdListener;
import dev.healthcheck.statsd.StatsdSettings;
import org.jspecify.annotations.Nullable;

/**
 * A running sidecar: a listener for StatsD if one is wanted, checks, and the server that
 * answers out of what they publish.
 */
final class Sidecar implements AutoCloseable {

	private static final Logger logger = System.getLogger(Sidecar.class.getName());

	private final @Nullable StatsdListener statsd;

	private final CheckRunner checks;

	private final ProbeServer server;

	private Sidecar(@Nullable StatsdListener statsd, CheckRunner checks, ProbeServer server) {
		this.statsd = statsd;
		this.checks = checks;
		this.server = server;
	}

	/**
	 * Start a sidecar. It answers when this method returns.
	 * @param options what is wanted
	 * @return the sidecar
	 * @throws IOException if a port is taken or a host is not known, with both in the
	 * message
	 * @throws IllegalArgumentException if an option's value is wrong
	 */
	static Sidecar start(SidecarOptions options) throws IOException {
		boolean hearsStatsd = options.workersSource == null || options.workersSource.hearsStatsd();
		StatsdListener statsd = hearsStatsd ? new StatsdListener(statsdSettings(options)) : null;
		CheckRunner checks = Checks.runner(options, statsd);
		ProbeHandler handler = new SidecarProbes(checks, options).handler();
		try {
			if (statsd != null) {
				statsd.start();
			}
			ProbeServer server = ProbeServer.start(address(options), ProbeServerLimits.defaults(), handler);
			checks.start();
			Sidecar sidecar = new Sidecar(statsd, checks, server);
			logger.log(Level.INFO, sidecar::describe);
			return sidecar;
		}
		catch (IOException | RuntimeException ex) {
			if (statsd != null) {
				statsd.close();
			}
			throw ex;
		}
	}

	private static StatsdSettings statsdSettings(SidecarOptions options) {
		return new StatsdSettings(options.statsdHost, options.statsdPort, new LinkedHashSet<>(options.statsdGauges),
				options.statsdExpiry);
	}

	private static InetSocketAddress address(SidecarOptions options) throws UnknownHostException {
		InetSocketAddress address = new InetSocketAddress(options.host, options.port);
		if (address.isUnresolved()) {
			throw new UnknownHostException("The host '" + options.host + "' is not known");
		}
		return address;
	}

	private String describe() {
		InetSocketAddress udp = statsdAddress();
		String heard = (udp != null) ? ", and StatsD is heard on " + HostAndPort.of(udp) + " (UDP)" : "";
		return "Probes are on http://" + HostAndPort.of(address()) + heard;
	}

	/**
	 * Return where the sidecar answers.
	 * @return the address
	 */
	InetSocketAddress address() {
		return this.server.address();
	}

	/**
	 * Return where StatsD is heard.
	 * @return the address, or {@code null} if it is not
	 */
	@Nullable InetSocketAddress statsdAddress() {
		return (this.statsd != null) ? this.statsd.address() : null;
	}

	@Override
	public void close() {
		this.server.close();
		this.checks.stop();
		if (this.statsd != null) {
			this.statsd.close();
		}
	}

}
