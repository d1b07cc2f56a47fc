package dev.healthcheck.spring.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.function.Supplier;

import dev.healthcheck.port.HostAndPort;
import dev.healthcheck.server.ProbeHandler;
import dev.healthcheck.server.ProbeServer;
import dev.healthcheck.server.ProbeServerLimits;
import dev.healthcheck.server.ServerLoop;
import dev.healthcheck.server.ServerTls;
import dev.healthcheck.spring.server.SharedPorts.Listener;
import dev.healthcheck.spring.startup.TestEnvironment;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.log.LogMessage;

/**
 * Opens the port of the probe server.
 */
final class ProbePortOpener implements SharedPorts.Opener {

	private static final Log logger = LogFactory.getLog(ProbePortOpener.class);

	/** Where Spring Boot publishes the ports of its own servers. */
	private static final String PORTS = "server.ports";

	private final ServerLoop loop;

	private final InetSocketAddress wanted;

	private final Settings settings;

	private final ProbeHandler handler;

	private final ConfigurableEnvironment environment;

	private volatile @Nullable ProbeServer server;

	ProbePortOpener(ServerLoop loop, InetSocketAddress wanted, Settings settings, ProbeHandler handler,
			ConfigurableEnvironment environment) {
		this.loop = loop;
		this.wanted = wanted;
		this.settings = settings;
		this.handler = handler;
		this.environment = environment;
	}

	@Override
	public Listener open() throws IOException {
		ProbeServer server = ProbeServer.start(this.loop, this.wanted, this.settings.limits(), this.settings.tls(),
				this.handler);
		this.server = server;
		publishPort(server.address().getPort());
		return new Listener(server.address(), server::close);
	}

	private void publishPort(int port) {
		MutablePropertySources sources = this.environment.getPropertySources();
		if (!(sources.get(PORTS) instanceof MapPropertySource)) {
			sources.addFirst(new MapPropertySource(PORTS, new HashMap<>()));
		}
		if (sources.get(PORTS) instanceof MapPropertySource ports) {
			ports.getSource().put("local.healthcheck.port", port);
		}
	}

	// What is served is not known yet while all beans are lazy
	void log(InetSocketAddress address, @Nullable ServedRequests served, boolean embedded) {
		Integer management = this.environment.getProperty("management.server.port", Integer.class);
		logger.info(LogMessage.format("Probes are on %s://%s%s%s", (this.settings.tls() != null) ? "https" : "http",
				HostAndPort.of(address), (served != null) ? " (" + String.join(", ", served.paths()) + ")" : "",
				(embedded && management != null && management > 0)
						? "; point load balancers there, not at management port " + management : ""));
		warnOfDetails(address);
	}

	// A user who sets an address, even 0.0.0.0, has decided who may reach it
	private void warnOfDetails(InetSocketAddress address) {
		boolean chosen = !address.getAddress().isAnyLocalAddress()
				|| Binder.get(this.environment).bind("healthcheck.server.address", String.class).isBound();
		String key = (chosen || TestEnvironment.is(this.environment)) ? null : this.settings.openedBy().get();
		if (key != null) {
			logger.warn(LogMessage.format("Port %d listens on all interfaces and shows the details of health to"
					+ " every client: set 'healthcheck.server.address' to the address that clients use, or change '%s'",
					address.getPort(), key));
		}
	}

	void warmUp(ServedRequests served) {
		ProbeServer server = this.server;
		if (server != null) {
			server.warmUp(served::handleWarmUp, served.warmUpRequests());
		}
	}

	/**
	 * How the probe server serves.
	 *
	 * @param openedBy returns the property that shows details to everybody, or
	 * {@code null} if none does
	 */
	record Settings(ProbeServerLimits limits, @Nullable ServerTls tls, Supplier<@Nullable String> openedBy) {
	}

}
