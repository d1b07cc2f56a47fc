package dev.healthcheck.spring.probe;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.healthcheck.probe.Probe;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * The probes of an application, by their paths.
 *
 * @since 0.1.0
 */
public final class Probes {

	private final Map<String, Probe> byPath;

	/**
	 * Create probes.
	 * @param probes the probes
	 * @throws FailureAnalyzedException if two have one path
	 */
	public Probes(Collection<Probe> probes) {
		Map<String, Probe> byPath = new LinkedHashMap<>();
		for (Probe probe : probes) {
			Probe other = byPath.putIfAbsent(probe.path(), probe);
			if (other != null) {
				throw new FailureAnalyzedException("The probes '%s' and '%s' have one path, '%s'."
					.formatted(other.name(), probe.name(), probe.path()),
						"Change 'healthcheck.probes.%s.path'.".formatted(probe.name()));
			}
		}
		this.byPath = Collections.unmodifiableMap(byPath);
	}

	/**
	 * Return the probe on a path.
	 * @param path the path, compared as it is
	 * @return the probe, or {@code null} if there is none
	 */
	public @Nullable Probe on(String path) {
		return this.byPath.get(path);
	}

	/**
	 * Require that no probe is on the path of an endpoint.
	 * @param taken the paths of endpoints
	 * @throws FailureAnalyzedException if one is
	 */
	public void requireNoneOn(Collection<String> taken) {
		for (Probe probe : this.byPath.values()) {
			if (taken.contains(probe.path())) {
				throw new FailureAnalyzedException("The probe '%s' is on '%s', where an Actuator endpoint is."
					.formatted(probe.name(), probe.path()),
						"Change 'healthcheck.probes.%s.path'.".formatted(probe.name()));
			}
		}
	}

	/**
	 * Return all paths.
	 * @return an unmodifiable collection
	 */
	public Collection<String> paths() {
		return this.byPath.keySet();
	}

}
