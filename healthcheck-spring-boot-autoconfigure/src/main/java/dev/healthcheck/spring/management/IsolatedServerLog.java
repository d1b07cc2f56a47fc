package dev.healthcheck.spring.management;

import java.net.InetAddress;
import java.util.List;

import dev.healthcheck.port.HostAndPort;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.log.LogMessage;

/**
 * Says in one line where the isolated server answers, and with how many threads. Sees the
 * server's factory last, when scheme and address are settled.
 *
 * @since 0.1.0
 */
public final class IsolatedServerLog implements WebServerFactoryCustomizer<AbstractConfigurableWebServerFactory>,
		ApplicationListener<WebServerInitializedEvent>, Ordered {

	private static final Log logger = LogFactory.getLog(IsolatedServerLog.class);

	private final ServerLimits limits;

	private final List<String> paths;

	private final OpenDetails details;

	private String scheme = "http";

	private @Nullable InetAddress address;

	/**
	 * Create a log.
	 * @param limits the limits of the server
	 * @param paths the paths that probes are sent to
	 * @param details the details of health that are open to whoever reaches the port
	 */
	public IsolatedServerLog(ServerLimits limits, List<String> paths, OpenDetails details) {
		this.limits = limits;
		this.paths = List.copyOf(paths);
		this.details = details;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void customize(AbstractConfigurableWebServerFactory factory) {
		this.address = factory.getAddress();
		this.scheme = Ssl.isEnabled(factory.getSsl()) ? "https" : "http";
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		InetAddress address = this.address;
		int port = event.getWebServer().getPort();
		logger.info(LogMessage.format(
				"Probes and Actuator are on %s://%s (%s), with %d threads of their own, %d of them for probes alone",
				this.scheme, HostAndPort.of(address, port), String.join(", ", this.paths), this.limits.threads(),
				this.limits.reservedThreads()));
		if (address == null) {
			this.details.warn(port);
		}
	}

}
