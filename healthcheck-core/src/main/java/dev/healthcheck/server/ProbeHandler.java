package dev.healthcheck.server;

import java.util.Collection;

import dev.healthcheck.probe.DeferredResponse;
import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeReply;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.probe.ProbeRoutes;
import org.jspecify.annotations.Nullable;

/**
 * Strategy used to answer the requests of a {@link ProbeServer}.
 */
@FunctionalInterface
public interface ProbeHandler {

	/**
	 * Handle a request on the one thread that serves all connections. An implementation
	 * must return at once: it must not wait for a lock that a check can hold, a disk or
	 * code of the application. Anything thrown becomes a 500 without details.
	 * @param request the request; path and query are as they were sent. The path is
	 * {@code *} for {@code OPTIONS *}.
	 * @return a {@link ProbeResponse} that is ready, which may be the same object for
	 * many requests and whose body the server omits for HEAD; a {@link DeferredResponse},
	 * which becomes 503 if none of a few other threads is free within a second; or
	 * {@code null} if there is nothing on that path, which becomes a 404
	 */
	@Nullable ProbeReply handle(ProbeRequest request);

	/**
	 * Return a handler that answers with probes, each on its path.
	 * @param probes the probes
	 * @return the handler
	 * @throws IllegalArgumentException if two probes have the same path
	 */
	static ProbeHandler of(Collection<Probe> probes) {
		ProbeRoutes routes = ProbeRoutes.of(probes);
		return (request) -> {
			Probe probe = routes.to(request.path());
			return (probe != null) ? probe.answer(request) : null;
		};
	}

}
