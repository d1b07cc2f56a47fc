package dev.healthcheck.server;

import java.util.Collection;

import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.probe.ProbeRoutes;
import org.jspecify.annotations.Nullable;

/**
 * Strategy used to answer the requests of a {@link ProbeServer}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProbeHandler {

	/**
	 * Answer a request. Whatever is thrown becomes a 500 that tells nothing.
	 * @param request what was asked; path and query are as they were sent
	 * @return the answer, whose body the server leaves out for HEAD, or {@code null} if
	 * there is nothing on that path, which becomes a 404
	 */
	@Nullable ProbeResponse answer(ProbeRequest request);

	/**
	 * Return whether a request is answered out of what is published. If so, it is
	 * answered at once, by the one thread that serves all connections, which an answer
	 * that waits would hold up. Otherwise it waits for one of the other threads, and is
	 * refused with 503 if there is none for a second. To be told at once, and by that
	 * thread too.
	 * @param request what was asked
	 * @return whether it is; by default always
	 */
	default boolean isPublished(ProbeRequest request) {
		return true;
	}

	/**
	 * Return a handler that answers with probes, each on its path.
	 * @param probes the probes
	 * @return the handler
	 * @throws IllegalArgumentException if two have one path
	 */
	static ProbeHandler of(Collection<Probe> probes) {
		ProbeRoutes routes = ProbeRoutes.of(probes);
		return (request) -> {
			Probe probe = routes.to(request.path());
			return (probe != null) ? probe.answer(request) : null;
		};
	}

}
