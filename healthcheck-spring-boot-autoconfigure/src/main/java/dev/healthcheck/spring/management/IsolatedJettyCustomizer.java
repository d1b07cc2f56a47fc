package dev.healthcheck.spring.management;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

import dev.healthcheck.spring.probe.ProbeFilter;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * Gives the management server's Jetty a pool of platform threads and limits of its own,
 * whatever {@code server.jetty.*} and virtual threads would give it. Comes last, and as a
 * server customizer, because Boot's own settings are server customizers too, and TLS
 * brings a connector of its own.
 *
 * @since 0.1.0
 */
public final class IsolatedJettyCustomizer
		implements WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory>, Ordered {

	private static final int IDLE_MILLIS = 60_000;

	private final ServerLimits limits;

	private final DaemonThreadFactory factory;

	/**
	 * Create a customizer.
	 * @param limits the limits of the server
	 * @param factory creates the threads of the server
	 */
	public IsolatedJettyCustomizer(ServerLimits limits, DaemonThreadFactory factory) {
		this.limits = limits;
		this.factory = factory;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void customize(ConfigurableJettyWebServerFactory factory) {
		QueuedThreadPool threads = threads();
		factory.setThreadPool(threads);
		factory.setAcceptors(1);
		factory.setSelectors(1);
		// Boot's limit does not know the connector that TLS brings
		factory.setMaxConnections(-1);
		factory.addServerCustomizers((server) -> customize(server, threads));
	}

	private void customize(Server server, QueuedThreadPool threads) {
		int own = 0;
		for (Connector connector : server.getConnectors()) {
			if (connector instanceof ServerConnector serverConnector) {
				customize(serverConnector);
				own += serverConnector.getAcceptors() + serverConnector.getSelectorManager().getSelectorCount();
			}
		}
		threads.setMaxThreads(this.limits.threads() + own);
		threads.setMinThreads(this.limits.reservedThreads() + own);
		server.addBean(new NetworkConnectionLimit(this.limits.maxConnections(), server.getConnectors()));
		if (server.getRequestLog() instanceof CustomRequestLog requestLog) {
			requestLog.setFilter((request, response) -> request.getAttribute(ProbeFilter.UNLOGGED) == null);
		}
	}

	private void customize(ServerConnector connector) {
		connector.setAcceptQueueSize(this.limits.acceptCount());
		connector.setIdleTimeout(this.limits.keepAliveTimeout().toMillis());
		Duration connectionTimeout = this.limits.connectionTimeout();
		for (ConnectionFactory factory : connector.getConnectionFactories()) {
			if (factory instanceof HttpConfiguration.ConnectionFactory http) {
				http.getHttpConfiguration().setIdleTimeout(connectionTimeout.toMillis());
			}
		}
		connector.addBean(new RequestHeadTimeout(connector, connectionTimeout));
	}

	/**
	 * Create a pool that keeps no thread back for Jetty itself: with a task on each of
	 * its other threads, what is left is what the acceptors and selectors hold.
	 * @return the pool, whose size depends on how many of these there are
	 */
	private QueuedThreadPool threads() {
		AtomicInteger count = new AtomicInteger();
		ThreadFactory factory = (task) -> this.factory.newThread("healthcheck-http-" + count.incrementAndGet(), task);
		int atLeast = this.limits.reservedThreads();
		QueuedThreadPool threads = new QueuedThreadPool(this.limits.threads() + 2, atLeast, IDLE_MILLIS, 0, null, null,
				factory);
		threads.setName("healthcheck-http");
		return threads;
	}

}
