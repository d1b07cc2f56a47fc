package dev.healthcheck.spring.probe;

import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeRoutes;
import org.jspecify.annotations.Nullable;

/**
 * Value object for the path of the health endpoint, below which its groups and components
 * are.
 *
 * @param path the path, or {@code null} if the endpoint is not exposed
 * @since 0.1.0
 */
public record HealthPath(@Nullable String path) {

	/**
	 * Return whether a request asks for health.
	 * @param request the request
	 * @return whether it reads, and its path is the endpoint's or below
	 */
	public boolean matches(RequestHead request) {
		return this.path != null && Probe.METHODS.contains(request.method())
				&& ProbeRoutes.isAtOrBelow(this.path, request.path());
	}

	/**
	 * Return the name of the group or component in a path that matches.
	 * @param path the path
	 * @return its first segment below the endpoint; empty for the endpoint itself
	 */
	String nameIn(String path) {
		int start = Math.min(String.valueOf(this.path).length() + 1, path.length());
		int end = path.indexOf('/', start);
		return (end >= 0) ? path.substring(start, end) : path.substring(start);
	}

}
