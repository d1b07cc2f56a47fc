package dev.healthcheck.spring.appserver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.healthcheck.spring.appserver.ConnectorThreads.Life;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.util.component.Container;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.WebServer;

/**
 * {@link ServerCounters} of Jetty. Finished requests are counted by Boot's graceful
 * shutdown, unless it is disabled.
 */
final class JettyCounters implements ServerCounters {

	@Override
	public @Nullable Supplier<List<ConnectorState>> open(WebServer server) {
		if (!(server instanceof JettyWebServer jettyServer)) {
			return null;
		}
		Server jetty = jettyServer.getServer();
		ConnectorThreads threads = new ConnectorThreads();
		return () -> {
			ServerState counters = counters(jetty);
			return Arrays.stream(jetty.getConnectors()).map((connector) -> read(connector, counters, threads)).toList();
		};
	}

	// One pool and one limit serve all connectors
	private static ServerState counters(Server jetty) {
		long connections = Arrays.stream(jetty.getConnectors())
			.mapToLong((connector) -> connector.getConnectedEndPoints().size())
			.sum();
		NetworkConnectionLimit limit = jetty.getBean(NetworkConnectionLimit.class);
		Long maxConnections = (limit != null) ? (long) limit.getMaxNetworkConnectionCount() : null;
		ServerState.Threads threads = null;
		// With virtual threads these only accept and select
		if (jetty.getThreadPool() instanceof QueuedThreadPool pool && pool.getVirtualThreadsExecutor() == null) {
			// Acceptors and selectors, which are always busy, do not count
			threads = new ServerState.Threads(pool.getUtilizedThreads(), pool.getMaxThreads() - pool.getLeasedThreads(),
					pool.getQueueSize());
		}
		StatisticsHandler statistics = jetty.getDescendant(StatisticsHandler.class);
		Long finished = (statistics != null) ? (long) statistics.getRequestTotal() - statistics.getRequestsActive()
				: null;
		return new ServerState(threads, connections, maxConnections, finished);
	}

	private static ConnectorState read(Connector connector, ServerState counters, ConnectorThreads threads) {
		boolean open = connector.isRunning() && (!(connector instanceof NetworkConnector port) || port.isOpen())
				&& !connector.isShutdown();
		if (!(connector instanceof ServerConnector port)) {
			return new ConnectorState(connector.toString(), null, open, false, null, false, counters);
		}
		boolean limited = isLimited(port.getServer()) || isLimited(port);
		boolean paused = !port.isAccepting();
		// When an acceptor ends, its thread returns to the pool under its former name
		String owner = String.format("@%x{", port.hashCode());
		Predicate<String> acceptor = (name) -> name.contains("-acceptor-") && name.contains(owner);
		Life accepts = (port.getAcceptors() > 0) ? threads.of(owner, acceptor) : Life.UNKNOWN;
		return new ConnectorState(port.toString(), address(port), open && (!paused || limited), paused && limited,
				dead(port, accepts), accepts == Life.ALIVE, counters);
	}

	// By the components that can pause a connector
	private static boolean isLimited(Container container) {
		return !container.getBeans(SelectorManager.AcceptListener.class).isEmpty()
				|| !container.getBeans(LowResourceMonitor.class).isEmpty();
	}

	private static @Nullable String dead(ServerConnector connector, Life acceptor) {
		if (acceptor == Life.DEAD) {
			return "acceptor";
		}
		Stream<ManagedSelector> selectors = connector.getSelectorManager().getBeans(ManagedSelector.class).stream();
		// An Error in its loop makes it discard its selector
		return selectors.anyMatch((selector) -> selector.isRunning() && selector.getSelector() == null) ? "selector"
				: null;
	}

	private static @Nullable InetSocketAddress address(ServerConnector connector) {
		try {
			return (connector.getTransport() instanceof ServerSocketChannel channel
					&& channel.getLocalAddress() instanceof InetSocketAddress address) ? address : null;
		}
		catch (IOException ex) {
			// Closed meanwhile
			return null;
		}
	}

}
