package dev.healthcheck.spring.probes;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import dev.healthcheck.probe.PathTakenException;
import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeRoutes;
import dev.healthcheck.probe.ResponseCache;
import dev.healthcheck.spring.failure.ExplainedFailureException;

/**
 * The probes of an application, whatever server they are on.
 *
 * @since 0.1.0
 */
public final class ProbeSet {

	private final List<Probe> all;

	private final ProbeRoutes routes;

	/**
	 * Create probes.
	 * @param probes the probes
	 * @throws ExplainedFailureException if two have one path
	 */
	public ProbeSet(Collection<Probe> probes) {
		this.all = List.copyOf(probes);
		this.routes = analyzed(() -> ProbeRoutes.of(this.all));
	}

	/**
	 * Return the probes.
	 * @return the probes, in the order in which they are configured
	 */
	public List<Probe> all() {
		return this.all;
	}

	/**
	 * Return the routes to the probes on a server.
	 * @param taken the paths that the server has for something else
	 * @return the routes
	 * @throws ExplainedFailureException if a probe is on one of the paths
	 */
	public ProbeRoutes excluding(Collection<String> taken) {
		return analyzed(() -> this.routes.excluding(taken));
	}

	/**
	 * Return the same probes, whose answers are counted apart.
	 * @return the probes
	 */
	public ProbeSet uncounted() {
		return new ProbeSet(this.all.stream().map(ProbeSet::uncounted).toList());
	}

	private static Probe uncounted(Probe probe) {
		Probe uncounted = new Probe(probe.name(), probe.path(), probe.renderer(), probe.reports());
		// Never fresh: each answer is made
		return probe.isCached() ? uncounted.cached(new ResponseCache<>(Object::new)) : uncounted;
	}

	private static ProbeRoutes analyzed(Supplier<ProbeRoutes> routes) {
		try {
			return routes.get();
		}
		catch (PathTakenException ex) {
			throw new ExplainedFailureException(ex.getMessage() + ".",
					"Change 'healthcheck.probes.%s.path'.".formatted(ex.probe()), ex);
		}
	}

}
