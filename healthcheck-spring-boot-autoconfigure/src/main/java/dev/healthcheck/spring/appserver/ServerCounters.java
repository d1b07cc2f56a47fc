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

	// Of a server that has been started, or null if it is of another kind. Read by one
	// thread without waiting for anything; a server that has been stopped has none
	@Nullable Supplier<List<ConnectorState>> open(WebServer server);

}
