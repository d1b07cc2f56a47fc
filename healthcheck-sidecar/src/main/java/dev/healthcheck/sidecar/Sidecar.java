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
import dev.healthcheck.thread.DaemonThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * A running sidecar: an optional StatsD listener, checks, and the server that reports
 * their published results.
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

	// Listens when this method returns
	static Sidecar start(SidecarOptions options) throws IOException {
		StatsdListener statsd = options.workersSource().receivesStatsd() ? statsd(options) : null;
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

	private static StatsdListener statsd(SidecarOptions options) {
		StatsdSettings settings = new StatsdSettings(options.statsdHost, options.statsdPort,
				new LinkedHashSet<>(options.statsdGauges), options.statsdExpiry);
		return new StatsdListener(settings, DaemonThreadFactory.inheriting());
	}

	private static InetSocketAddress address(SidecarOptions options) throws UnknownHostException {
		InetSocketAddress address = new InetSocketAddress(options.host, options.port);
		if (address.isUnresolved()) {
			throw new UnknownHostException("Unknown host '" + options.host + "'");
		}
		return address;
	}

	private String describe() {
		InetSocketAddress udp = statsdAddress();
		String statsd = (udp != null) ? ", StatsD is received on " + HostAndPort.of(udp) + " (UDP)" : "";
		return "Probes are on http://" + HostAndPort.of(address()) + statsd;
	}

	InetSocketAddress address() {
		return this.server.address();
	}

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
