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

	// Null if the server is of another kind. The supplier is called by one thread, never
	// waits, and returns no connectors of a server that was stopped
	@Nullable Supplier<List<ConnectorState>> open(WebServer server);

}
