package dev.healthcheck.spring.page;

import java.util.Collection;
import java.util.List;

import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeRoutes;
import dev.healthcheck.spring.failure.ExplainedFailureException;

/**
 * Value object for where the page is: as HTML on the path itself, as JSON on the same
 * path with {@code .json} behind it.
 *
 * @param path the path, with a leading slash and none at its end
 * @since 0.1.0
 */
public record PagePath(String path) {

	private static final String JSON = ".json";

	String json() {
		return this.path + JSON;
	}

	String jsonFromPage() {
		return json().substring(this.path.lastIndexOf('/') + 1);
	}

	/**
	 * Return all paths.
	 * @return the path of the HTML, and that of the JSON
	 */
	public List<String> paths() {
		return List.of(this.path, json());
	}

	/**
	 * Require that nothing else is on the paths.
	 * @param probes the probes; one that answers on all paths below some other leaves the
	 * page alone
	 * @param endpoints the paths of endpoints, which may answer below them
	 * @throws ExplainedFailureException if something is
	 */
	public void requireFree(ProbeRoutes probes, Collection<String> endpoints) {
		for (String path : paths()) {
			Probe probe = probes.to(path);
			if (probe != null && probe.base().equals(path)) {
				throw refused("the probe '" + probe.name() + "' is on '" + path + "'",
						"Change 'healthcheck.page.path' or 'healthcheck.probes.%s.path'.".formatted(probe.name()));
			}
			for (String other : endpoints) {
				if (ProbeRoutes.isAtOrBelow(other, path)) {
					throw refused("an endpoint is on '" + other + "'", "Change 'healthcheck.page.path'.");
				}
			}
		}
	}

	private ExplainedFailureException refused(String why, String action) {
		return new ExplainedFailureException("The status page cannot be on '%s': %s.".formatted(this.path, why),
				action);
	}

}
