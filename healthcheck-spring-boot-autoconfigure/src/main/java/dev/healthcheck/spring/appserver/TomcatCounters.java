package dev.healthcheck.spring.appserver;

import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import dev.healthcheck.spring.appserver.ConnectorThreads.Life;
import dev.healthcheck.spring.appserver.ServerState.Threads;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.RequestGroupInfo;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.annotation.RegisterReflection;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.util.ReflectionUtils;

/**
 * {@link ServerCounters} of Tomcat.
 */
@RegisterReflection(classes = AbstractProtocol.class, memberCategories = MemberCategory.INVOKE_DECLARED_METHODS)
final class TomcatCounters implements ServerCounters {

	// Tomcat exposes its endpoint only through JMX, which Boot disables
	private static final @Nullable Method ENDPOINT = ReflectionUtils.findMethod(AbstractProtocol.class, "getEndpoint");

	@Override
	public @Nullable Supplier<List<ConnectorState>> open(WebServer server) {
		if (!(server instanceof TomcatWebServer tomcat)) {
			return null;
		}
		ConnectorThreads threads = new ConnectorThreads();
		return () -> Arrays.stream(tomcat.getTomcat().getService().findConnectors())
			.map((connector) -> read(connector, threads))
			.toList();
	}

	private static ConnectorState read(Connector connector, ConnectorThreads threads) {
		boolean started = connector.getState().isAvailable();
		if (!(connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol)) {
			return new ConnectorState(connector.toString(), null, started, false, null, false, ServerState.UNKNOWN);
		}
		int port = protocol.getLocalPort();
		// A Unix domain socket has an id instead of a port
		boolean accepting = started && !protocol.isPaused() && (port >= 0 || protocol.getId() != null);
		InetSocketAddress address = (port >= 0) ? new InetSocketAddress(protocol.getAddress(), port) : null;
		ServerState counters = counters(protocol);
		boolean atLimit = counters.connections() != null && counters.maxConnections() != null
				&& counters.connections() >= counters.maxConnections();
		String acceptor = threadName(protocol, "-Acceptor");
		String poller = threadName(protocol, "-Poller");
		Life accepts = life(threads, acceptor);
		String dead = (accepts == Life.DEAD) ? acceptor : (life(threads, poller) == Life.DEAD) ? poller : null;
		return new ConnectorState(protocol.getName(), address, accepting, atLimit, dead, accepts == Life.ALIVE,
				counters);
	}

	private static ServerState counters(AbstractProtocol<?> protocol) {
		long maximum = protocol.getMaxConnections();
		// Up to its limit, Tomcat also counts the connection that it waits for
		Long connections = (maximum > 0) ? Math.max(0, protocol.getConnectionCount()) : null;
		Long maxConnections = (maximum > 0) ? maximum : null;
		if (protocol.getExecutor() instanceof ThreadPoolExecutor executor) {
			Threads threads = new Threads(executor.getActiveCount(), executor.getMaximumPoolSize(),
					executor.getQueue().size());
			return new ServerState(threads, connections, maxConnections, executor.getCompletedTaskCount());
		}
		Long finished = (protocol.getHandler().getGlobal() instanceof RequestGroupInfo requests)
				? (long) requests.getRequestCount() : null;
		return new ServerState(null, connections, maxConnections, finished);
	}

	private static Life life(ConnectorThreads threads, @Nullable String name) {
		return (name != null) ? threads.of(name, name::equals) : Life.UNKNOWN;
	}

	private static @Nullable String threadName(AbstractProtocol<?> protocol, String role) {
		if (ENDPOINT == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(ENDPOINT);
		// The name of the protocol changes when a free port has been found
		return (ReflectionUtils.invokeMethod(ENDPOINT, protocol) instanceof NioEndpoint endpoint)
				? endpoint.getName() + role : null;
	}

}
