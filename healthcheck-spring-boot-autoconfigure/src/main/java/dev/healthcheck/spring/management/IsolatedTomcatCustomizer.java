package dev.healthcheck.spring.management;

import java.time.Duration;

import dev.healthcheck.spring.probe.ProbeFilter;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardThreadExecutor;
import org.apache.catalina.valves.AbstractAccessLogValve;
import org.apache.coyote.AbstractProtocol;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.Ordered;

/**
 * Gives the management server's Tomcat a pool of platform threads and limits of its own,
 * whatever {@code server.tomcat.*} and virtual threads would give it. Comes last, and as
 * a connector customizer, because Boot's own settings are connector customizers too.
 *
 * @since 0.1.0
 */
@ImportRuntimeHints(RequestHeadProtocol.Hints.class)
public final class IsolatedTomcatCustomizer
		implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, Ordered {

	private final ServerLimits limits;

	/**
	 * Create a customizer.
	 * @param limits the limits of the server
	 */
	public IsolatedTomcatCustomizer(ServerLimits limits) {
		this.limits = limits;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void customize(ConfigurableTomcatWebServerFactory factory) {
		factory.addConnectorCustomizers(this::customize);
		factory.addEngineValves(new UnreadBodyValve());
		if (factory instanceof TomcatWebServerFactory tomcat) {
			if (tomcat.getProtocol().equals(TomcatWebServerFactory.DEFAULT_PROTOCOL)) {
				tomcat.setProtocol(RequestHeadProtocol.class.getName());
			}
			tomcat.getEngineValves().forEach(this::leaveOutProbes);
		}
	}

	private void leaveOutProbes(Valve valve) {
		if (valve instanceof AbstractAccessLogValve accessLog && accessLog.getConditionUnless() == null) {
			accessLog.setConditionUnless(ProbeFilter.UNLOGGED);
		}
	}

	private void customize(Connector connector) {
		if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
			// Tomcat's service starts and stops an executor of this type
			protocol.setExecutor(threads());
			protocol.setMaxConnections(this.limits.maxConnections());
			protocol.setAcceptCount(this.limits.acceptCount());
			protocol.setConnectionTimeout(millis(this.limits.connectionTimeout()));
			protocol.setKeepAliveTimeout(millis(this.limits.keepAliveTimeout()));
		}
	}

	private StandardThreadExecutor threads() {
		StandardThreadExecutor threads = new StandardThreadExecutor();
		threads.setName("healthcheck-http");
		threads.setNamePrefix("healthcheck-http-");
		threads.setMaxThreads(this.limits.threads());
		threads.setMinSpareThreads(this.limits.reservedThreads());
		return threads;
	}

	private static int millis(Duration duration) {
		return Math.toIntExact(duration.toMillis());
	}

}
