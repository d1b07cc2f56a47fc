package dev.healthcheck.spring.server;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.WebServer;

/**
 * Strategy used to read the counters of one kind of server.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ServerCounters {

	/**
	 * Read the counters.
	 * @param server the server
	 * @return what they say, or {@code null} if the server is of another kind
	 */
	@Nullable ServerState read(WebServer server);

}
