package dev.healthcheck.spring.probes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeRoutes;
import dev.healthcheck.probe.ProbeRoutes.PathTakenException;
import dev.healthcheck.probe.ResponseCache;
import dev.healthcheck.server.ProbeHandler;
import dev.healthcheck.spring.failure.ExplainedFailureException;
import org.jspecify.annotations.Nullable;

/**
 * The probes of an application, and health.
 */
public final class ProbeSet {

	private final List<Probe> all;

	private final ProbeRoutes routes;

	private final @Nullable HealthAnswers health;

	private final BooleanSupplier refreshed;

	ProbeSet(Collection<Probe> probes, @Nullable HealthAnswers health, BooleanSupplier refreshed) {
		this.all = List.copyOf(probes);
		this.routes = analyzed(() -> ProbeRoutes.of(this.all));
		this.health = health;
		this.refreshed = refreshed;
	}

	public List<Probe> all() {
		return this.all;
	}

	// Of the probes and of health
	public List<String> paths() {
		List<String> paths = new ArrayList<>(this.routes.paths());
		if (this.health != null) {
			paths.add(this.health.path());
		}
		return paths;
	}

	public @Nullable String healthPath() {
		return (this.health != null) ? this.health.path() : null;
	}

	/**
	 * Return a handler of requests for probes and health.
	 * @param taken the paths that the server uses for something else
	 * @return the handler
	 * @throws ExplainedFailureException if a probe is on one of the paths
	 */
	public ProbeHandler handler(Collection<String> taken) {
		Set<String> excluded = new LinkedHashSet<>(taken);
		if (this.health != null) {
			excluded.add(this.health.path());
		}
		return new ServedProbes(analyzed(() -> this.routes.excluding(excluded)), this.health, this.refreshed,
				new ApplicationAnswers(System::nanoTime));
	}

	// The same probes, with counts of their own
	public ProbeSet uncounted() {
		return new ProbeSet(this.all.stream().map(ProbeSet::uncounted).toList(), this.health, this.refreshed);
	}

	private static Probe uncounted(Probe probe) {
		Probe uncounted = new Probe(probe.name(), probe.path(), probe.renderer(), probe.reports());
		// Never fresh: each response is made anew
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
