package dev.healthcheck.probe;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The probes of a server, by their paths. A path is compared as it is sent: neither
 * decoded nor freed of parameters. Of a probe on that very path and one that answers for
 * all below some other, the first answers; of several such, the nearest.
 *
 * @since 0.1.0
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

	/**
	 * Return routes to probes.
	 * @param probes the probes
	 * @return the routes
	 * @throws PathTakenException if two have one path
	 */
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

	/**
	 * Return routes that leave alone what a server has on other paths: a probe that
	 * answers for all below its own does not answer there.
	 * @param taken the paths that are taken, and all below them with them
	 * @return the routes
	 * @throws PathTakenException if a probe is on one of the paths
	 */
	public ProbeRoutes excluding(Collection<String> taken) {
		for (Probe probe : this.exact.values()) {
			if (taken.contains(probe.base())) {
				throw new PathTakenException(probe, "an endpoint");
			}
		}
		return new ProbeRoutes(this.exact, taken);
	}

	/**
	 * Return the probe that answers on a path.
	 * @param path the path, as it was sent; {@code *}, which means the server as a whole,
	 * is answered by the probe on all paths
	 * @return the probe, or {@code null} if there is none
	 */
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

	/**
	 * Return whether a path is another one, or below it.
	 * @param base the other path, without a slash at its end
	 * @param path the path
	 * @return whether it is
	 */
	public static boolean isAtOrBelow(String base, String path) {
		return path.startsWith(base) && (path.length() == base.length() || path.charAt(base.length()) == '/');
	}

	/**
	 * Return the paths that can be asked for.
	 * @return the paths of the probes, as they are configured
	 */
	public List<String> paths() {
		return this.exact.values().stream().map(Probe::path).toList();
	}

}
