package dev.healthcheck.probe;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The probes of a server, by their paths. Paths are compared as they are sent, with
 * encoded characters and parameters. A probe on the path of a request comes before one
 * that answers on all paths below its own; of several such probes the nearest answers.
 */
public final class ProbeRoutes {

	private final Map<String, Probe> exact;

	/** The longest path first. */
	private final List<Probe> below;

	private final Set<String> taken;

	private ProbeRoutes(Map<String, Probe> exact, Collection<String> taken) {
		this.exact = exact;
		this.below = exact.values()
			.stream()
			.filter(Probe::answersBelow)
			.sorted(Comparator.comparingInt((probe) -> -probe.base().length()))
			.toList();
		this.taken = Set.copyOf(taken);
	}

	// Throws PathTakenException if two probes have the same path
	public static ProbeRoutes of(Collection<Probe> probes) {
		Map<String, Probe> exact = new LinkedHashMap<>();
		for (Probe probe : probes) {
			Probe other = exact.putIfAbsent(probe.base(), probe);
			if (other != null) {
				throw new PathTakenException(probe, "probe '" + other.name() + "'");
			}
		}
		return new ProbeRoutes(exact, List.of());
	}

	// Without some paths, and all below them, which the server uses for something else.
	// Throws PathTakenException if a probe is on one of them
	public ProbeRoutes excluding(Collection<String> taken) {
		for (Probe probe : this.exact.values()) {
			if (taken.contains(probe.base())) {
				throw new PathTakenException(probe, "an endpoint");
			}
		}
		return new ProbeRoutes(this.exact, taken);
	}

	// The path *, which means the whole server, belongs to the probe on all paths
	public @Nullable Probe to(String path) {
		Probe probe = this.exact.get(path);
		return (probe != null || this.below.isEmpty()) ? probe : above(path);
	}

	private @Nullable Probe above(String path) {
		for (Probe probe : this.below) {
			String base = probe.base();
			if (isAtOrBelow(base, path) || (base.isEmpty() && path.equals("*"))) {
				return this.taken.stream().anyMatch((other) -> isTaken(other, base, path)) ? null : probe;
			}
		}
		return null;
	}

	private static boolean isTaken(String taken, String base, String path) {
		return taken.length() > base.length() && isAtOrBelow(taken, path);
	}

	// The base has no slash at its end
	public static boolean isAtOrBelow(String base, String path) {
		return path.startsWith(base) && (path.length() == base.length() || path.charAt(base.length()) == '/');
	}

	// As they are configured
	public List<String> paths() {
		return this.exact.values().stream().map(Probe::path).toList();
	}

	/** Thrown when the path of a probe is already used. */
	public static final class PathTakenException extends IllegalArgumentException {

		private static final long serialVersionUID = 1L;

		private final String probe;

		private PathTakenException(Probe probe, String by) {
			super("Probe '" + probe.name() + "' cannot use path '" + probe.path() + "' because it is already used by "
					+ by);
			this.probe = probe.name();
		}

		public String probe() {
			return this.probe;
		}

	}

}
