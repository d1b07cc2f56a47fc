package dev.healthcheck.spring.page;

import java.util.List;
import java.util.function.Supplier;

import dev.healthcheck.page.PageAnswers;
import dev.healthcheck.page.StatusPage;
import dev.healthcheck.probe.DeferredResponse;
import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeReply;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.probe.ProbeRoutes;
import dev.healthcheck.probe.ResponseCache;
import dev.healthcheck.server.ProbeHandler;
import dev.healthcheck.spring.failure.ExplainedFailureException;
import dev.healthcheck.spring.probes.ProbeSet;

/**
 * Serves the page on its path, and its JSON on the same path with {@code .json} appended.
 * JSON that is out of date is not made on the event loop: it is large.
 */
public final class PageRequests {

	private static final ProbeResponse NOT_ALLOWED = ProbeResponse.methodNotAllowed("GET, HEAD");

	private final String path;

	private final String jsonPath;

	private final Supplier<StatusPage> page;

	private final ProbeResponse html;

	private final ResponseCache<String> json;

	PageRequests(String path, Supplier<StatusPage> page, ResponseCache<String> cache) {
		this.path = path;
		this.jsonPath = path + ".json";
		this.page = page;
		this.html = PageAnswers.html(this.jsonPath.substring(path.lastIndexOf('/') + 1));
		this.json = cache;
	}

	public String path() {
		return this.path;
	}

	/**
	 * Return a handler that serves the page in addition to probes and health. A probe on
	 * all paths below another one does not serve those of the page.
	 * @param probes the probes and health
	 * @return the handler
	 * @throws ExplainedFailureException if something else is on the paths of the page
	 */
	public ProbeHandler with(ProbeSet probes) {
		List<String> paths = List.of(this.path, this.jsonPath);
		paths.forEach((path) -> requireFree(path, probes));
		ProbeHandler others = probes.handler(paths);
		return (request) -> {
			if (!paths.contains(request.path())) {
				return others.handle(request);
			}
			if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
				return NOT_ALLOWED;
			}
			return request.path().equals(this.path) ? this.html : json();
		};
	}

	private void requireFree(String path, ProbeSet probes) {
		for (Probe probe : probes.all()) {
			if (probe.base().equals(path)) {
				throw refused("the probe '" + probe.name() + "' is on '" + path + "'",
						"Change 'healthcheck.page.path' or 'healthcheck.probes.%s.path'.".formatted(probe.name()));
			}
		}
		String health = probes.healthPath();
		if (health != null && ProbeRoutes.isAtOrBelow(health, path)) {
			throw refused("an endpoint is on '" + health + "'", "Change 'healthcheck.page.path'.");
		}
	}

	private ExplainedFailureException refused(String why, String action) {
		return new ExplainedFailureException("The status page cannot be on '%s': %s.".formatted(this.path, why),
				action);
	}

	private ProbeReply json() {
		ProbeResponse fresh = this.json.fresh(this.path);
		return (fresh != null) ? fresh
				: new DeferredResponse(() -> this.json.get(this.path, () -> PageAnswers.json(this.page.get())));
	}

}
