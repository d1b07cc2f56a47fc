package dev.healthcheck.spring.server;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.WebServer;

/**
 * {@link ServerCounters} of Jetty. How many requests have finished is known where Boot's
 * graceful shutdown, which counts them, is not switched off.
 *
 * @since 0.1.0
 */
public final class JettyCounters implements ServerCounters {

	@Override
	public @Nullable ServerState read(WebServer server) {
		if (!(server instanceof JettyWebServer jettyServer)) {
			return null;
		}
		Server jetty = jettyServer.getServer();
		long connections = 0;
		boolean accepting = false;
		for (Connector connector : jetty.getConnectors()) {
			connections += connector.getConnectedEndPoints().size();
			accepting |= isAccepting(connector);
		}
		ServerState.Threads threads = null;
		// With virtual threads these only accept and select
		if (jetty.getThreadPool() instanceof QueuedThreadPool pool && pool.getVirtualThreadsExecutor() == null) {
			// Without those that accept and select, which are busy for ever
			threads = new ServerState.Threads(pool.getUtilizedThreads(), pool.getMaxThreads() - pool.getLeasedThreads(),
					pool.getQueueSize());
		}
		StatisticsHandler statistics = jetty.getDescendant(StatisticsHandler.class);
		Long finished = (statistics != null) ? (long) statistics.getRequestTotal() - statistics.getRequestsActive()
				: null;
		return new ServerState(accepting, threads, connections, null, finished);
	}

	// Not isAccepting(): a limit of connections switches that off, which is no fault
	private static boolean isAccepting(Connector connector) {
		return connector instanceof NetworkConnector port && port.isOpen() && port.isRunning() && !port.isShutdown();
	}

}
