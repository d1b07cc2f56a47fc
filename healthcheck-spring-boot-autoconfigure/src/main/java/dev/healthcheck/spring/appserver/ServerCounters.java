package dev.healthcheck.spring.appserver;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.WebServer;

/**
 * Strategy used to read the state and the counters of one kind of server.
 */
@FunctionalInterface
interface ServerCounters {

	/**
	 * Find the connectors of a server.
	 * @param server the server, which has been started
	 * @return reads the connectors from now on, always on the same thread and without
	 * waiting for anything; or {@code null} if the server is of another kind
	 */
	@Nullable Supplier<List<ConnectorState>> open(WebServer server);

}
