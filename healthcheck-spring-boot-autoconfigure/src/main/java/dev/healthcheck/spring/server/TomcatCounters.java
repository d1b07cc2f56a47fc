package dev.healthcheck.spring.server;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.Acceptor;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.util.ReflectionUtils;

/**
 * {@link ServerCounters} of Tomcat: those of the connector that was there first.
 *
 * @since 0.1.0
 */
@ImportRuntimeHints(TomcatCounters.Hints.class)
public final class TomcatCounters implements ServerCounters {

	// Tomcat itself shows its endpoint through JMX alone, which Boot leaves off
	private static final @Nullable Method ENDPOINT = ReflectionUtils.findMethod(AbstractProtocol.class, "getEndpoint");

	private static final @Nullable Field ACCEPTOR = ReflectionUtils.findField(AbstractEndpoint.class, "acceptor");

	@Override
	public @Nullable ServerState read(WebServer server) {
		if (!(server instanceof TomcatWebServer tomcat)) {
			return null;
		}
		Connector[] connectors = tomcat.getTomcat().getService().findConnectors();
		if (connectors.length == 0 || !(connectors[0].getProtocolHandler() instanceof AbstractProtocol<?> protocol)) {
			// Boot takes the connectors out while the server is stopped
			return new ServerState(false, null, null, null, null);
		}
		boolean accepting = connectors[0].getState().isAvailable() && isAccepting(protocol);
		Long connections = Math.max(0, protocol.getConnectionCount());
		Long maxConnections = (protocol.getMaxConnections() > 0) ? (long) protocol.getMaxConnections() : null;
		if (protocol.getExecutor() instanceof ThreadPoolExecutor executor) {
			ServerState.Threads threads = new ServerState.Threads(executor.getActiveCount(),
					executor.getMaximumPoolSize(), executor.getQueue().size());
			return new ServerState(accepting, threads, connections, maxConnections, executor.getCompletedTaskCount());
		}
		return new ServerState(accepting, null, connections, maxConnections, null);
	}

	private static boolean isAccepting(AbstractProtocol<?> protocol) {
		if (protocol.getLocalPort() < 0) {
			return false;
		}
		if (ENDPOINT == null || ACCEPTOR == null) {
			return true;
		}
		ReflectionUtils.makeAccessible(ENDPOINT);
		ReflectionUtils.makeAccessible(ACCEPTOR);
		if (!(ReflectionUtils.invokeMethod(ENDPOINT, protocol) instanceof AbstractEndpoint<?, ?> endpoint)) {
			return true;
		}
		return endpoint.isRunning() && !endpoint.isPaused()
				&& ReflectionUtils.getField(ACCEPTOR, endpoint) instanceof Acceptor<?> acceptor
				&& acceptor.getState() != Acceptor.AcceptorState.ENDED;
	}

	/**
	 * {@link RuntimeHintsRegistrar} for what Tomcat does not show.
	 */
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			if (ENDPOINT != null && ACCEPTOR != null) {
				hints.reflection().registerMethod(ENDPOINT, ExecutableMode.INVOKE).registerField(ACCEPTOR);
			}
		}

	}

}
