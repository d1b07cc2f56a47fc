package dev.healthcheck.spring.management;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.healthcheck.port.HostAndPort;
import dev.healthcheck.server.ProbeHandler;
import dev.healthcheck.server.ProbeServer;
import dev.healthcheck.server.ProbeServerLimits;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.log.LogMessage;

/**
 * Starts the probe server of an application without a web server as soon as checks run,
 * and stops it when all else has stopped but them: consumers drain and jobs end while it
 * answers. Its threads are daemons, and keep no application from ending.
 *
 * @since 0.1.0
 */
public final class ProbeServerLifecycle extends PortLifecycle<ProbeServer> {

	private static final Log logger = LogFactory.getLog(ProbeServerLifecycle.class);

	private final InetSocketAddress address;

	private final ProbeServerLimits limits;

	private final ProbeHandler handler;

	private final List<String> paths;

	private final OpenDetails details;

	private final ConfigurableEnvironment environment;

	/**
	 * Create a lifecycle.
	 * @param address where to listen
	 * @param limits the limits of the server
	 * @param handler answers requests
	 * @param paths the paths that probes are sent to
	 * @param details the details of health that are open to whoever reaches the port
	 * @param environment where {@code local.management.port} is told
	 */
	public ProbeServerLifecycle(InetSocketAddress address, ProbeServerLimits limits, ProbeHandler handler,
			List<String> paths, OpenDetails details, ConfigurableEnvironment environment) {
		super("Set 'healthcheck.server.port' to a port that is free, or to 0 for any, or stop what listens"
				+ " there; look at 'healthcheck.server.address' if it is set. For no such server set"
				+ " 'healthcheck.server.isolated=false'.");
		this.address = address;
		this.limits = limits;
		this.handler = handler;
		this.paths = List.copyOf(paths);
		this.details = details;
		this.environment = environment;
	}

	@Override
	protected ProbeServer open() throws IOException {
		return ProbeServer.start(this.address, this.limits, this.handler);
	}

	@Override
	protected void opened(ProbeServer server) {
		tellPort(server.address().getPort());
		logger.info(LogMessage.format(
				"Probes and health are on http://%s (%s), with up to %d threads of their own, one of them for"
						+ " what is published alone",
				HostAndPort.of(server.address()), String.join(", ", this.paths), this.limits.threads()));
		this.details.warn(server.address().getPort());
	}

	@Override
	protected void close(ProbeServer server) {
		server.close();
	}

	// As Spring Boot tells the ports of its own servers
	private void tellPort(int port) {
		MutablePropertySources sources = this.environment.getPropertySources();
		if (!(sources.get("server.ports") instanceof MapPropertySource)) {
			sources.addFirst(new MapPropertySource("server.ports", new HashMap<>()));
		}
		if (sources.get("server.ports") instanceof MapPropertySource ports) {
			Map<String, Object> byName = ports.getSource();
			byName.put("local.management.port", port);
		}
	}

}
