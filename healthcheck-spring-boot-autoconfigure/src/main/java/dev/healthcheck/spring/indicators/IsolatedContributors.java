package dev.healthcheck.spring.indicators;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.healthcheck.spring.checks.OwnContributors;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.HealthContributor;

/**
 * The isolated contributors of one registry. Readers take no lock.
 */
final class IsolatedContributors {

	private final @Nullable IndicatorIsolation isolation;

	private final OwnContributors own;

	private final Object monitor = new Object();

	private final Map<String, Isolated> byName = new ConcurrentHashMap<>();

	IsolatedContributors(@Nullable IndicatorIsolation isolation, OwnContributors own) {
		this.isolation = isolation;
		this.own = own;
	}

	// Before readers can see it: the registration makes it visible, or throws
	void add(String name, HealthContributor contributor, Runnable registration) {
		this.own.makeWayFor(name);
		synchronized (this.monitor) {
			Isolated isolated = (this.isolation != null && !this.byName.containsKey(name))
					? this.isolation.isolate(name, contributor) : null;
			if (isolated != null) {
				this.byName.put(name, isolated);
			}
			try {
				registration.run();
			}
			catch (RuntimeException | Error ex) {
				if (isolated != null) {
					remove(name);
				}
				throw ex;
			}
		}
	}

	void remove(String name) {
		synchronized (this.monitor) {
			Isolated isolated = this.byName.remove(name);
			if (isolated != null) {
				isolated.close();
			}
		}
	}

	@Nullable HealthContributor published(String name) {
		Isolated isolated = this.byName.get(name);
		return (isolated != null) ? isolated.published() : null;
	}

	/**
	 * Contributor that one or more checks run in the background.
	 */
	interface Isolated {

		// It may change, so each reader calls this
		HealthContributor published();

		// Removes the checks
		void close();

	}

}
