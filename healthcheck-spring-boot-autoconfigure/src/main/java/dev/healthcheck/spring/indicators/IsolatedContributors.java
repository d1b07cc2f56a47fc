package dev.healthcheck.spring.indicators;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.HealthContributor;

/**
 * The isolated contributors of one registry. Readers take an immutable map behind a
 * volatile.
 */
final class IsolatedContributors {

	private final @Nullable IndicatorIsolation isolation;

	private final Object monitor = new Object();

	private volatile Map<String, IsolatedContributor> byName = Map.of();

	/**
	 * Create an instance.
	 * @param isolation isolates contributors, or {@code null} to isolate none
	 */
	IsolatedContributors(@Nullable IndicatorIsolation isolation) {
		this.isolation = isolation;
	}

	void add(String name, HealthContributor contributor) {
		synchronized (this.monitor) {
			IsolatedContributor isolated = (this.isolation != null) ? this.isolation.isolate(name, contributor) : null;
			if (isolated != null) {
				Map<String, IsolatedContributor> byName = new LinkedHashMap<>(this.byName);
				byName.put(name, isolated);
				this.byName = Collections.unmodifiableMap(byName);
			}
		}
	}

	/**
	 * Isolate a contributor before readers can see it.
	 * @param name the name of the contributor
	 * @param contributor the contributor
	 * @param registration makes it visible; may refuse to
	 */
	void add(String name, HealthContributor contributor, Runnable registration) {
		synchronized (this.monitor) {
			if (this.byName.containsKey(name)) {
				// Refused, and the one of that name stays
				registration.run();
				return;
			}
			add(name, contributor);
			boolean registered = false;
			try {
				registration.run();
				registered = true;
			}
			finally {
				if (!registered) {
					remove(name);
				}
			}
		}
	}

	void remove(String name) {
		synchronized (this.monitor) {
			Map<String, IsolatedContributor> byName = new LinkedHashMap<>(this.byName);
			IsolatedContributor isolated = byName.remove(name);
			if (isolated != null) {
				this.byName = Collections.unmodifiableMap(byName);
				isolated.close();
			}
		}
	}

	/**
	 * Return what stands in the place of a contributor.
	 * @param name the name of the contributor
	 * @return the contributor that answers out of what is published, or {@code null} if
	 * that of this name is not isolated
	 */
	@Nullable HealthContributor published(String name) {
		IsolatedContributor isolated = this.byName.get(name);
		return (isolated != null) ? isolated.published() : null;
	}

}
