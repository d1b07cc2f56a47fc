package dev.healthcheck.spring.probe;

import java.util.ArrayList;
import java.util.List;

import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.probe.ProbeRoutes;
import dev.healthcheck.server.ProbeHandler;
import org.jspecify.annotations.Nullable;

/**
 * {@link ProbeHandler} of an application without a web server: its probes, and health.
 *
 * @since 0.1.0
 */
public final class ServedProbes implements ProbeHandler {

	private final String basePath;

	private final ProbeRoutes probes;

	private final @Nullable HealthAnswers health;

	/**
	 * Create a handler.
	 * @param basePath the path that all others are below; may be empty
	 * @param probes the routes to the probes
	 * @param health answers for health, or {@code null} if it is not exposed
	 */
	public ServedProbes(String basePath, ProbeRoutes probes, @Nullable HealthAnswers health) {
		this.basePath = basePath;
		this.probes = probes;
		this.health = health;
	}

	/**
	 * Return what can be asked for.
	 * @return the paths
	 */
	public List<String> paths() {
		List<String> paths = new ArrayList<>(this.probes.paths());
		if (this.health != null) {
			paths.add(this.health.path());
		}
		paths.replaceAll((path) -> this.basePath + path);
		return paths;
	}

	@Override
	public @Nullable ProbeResponse answer(ProbeRequest request) {
		if (!request.path().startsWith(this.basePath)) {
			return null;
		}
		ProbeRequest within = within(request);
		Probe probe = this.probes.to(within.path());
		if (probe != null) {
			return probe.answer(within);
		}
		return (this.health != null && this.health.matches(within.path())) ? this.health.answer(within) : null;
	}

	@Override
	public boolean isPublished(ProbeRequest request) {
		if (!request.path().startsWith(this.basePath)) {
			return true;
		}
		ProbeRequest within = within(request);
		Probe probe = this.probes.to(within.path());
		if (probe != null) {
			return GroupReports.isPublished(probe);
		}
		return this.health == null || !this.health.matches(within.path()) || this.health.isPublished(within);
	}

	private ProbeRequest within(ProbeRequest request) {
		return request.below(this.basePath);
	}

}
