package dev.healthcheck.spring.probe;

import java.util.function.Predicate;

import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeRoutes;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.contributor.HealthContributors;

/**
 * Recognises the requests that are answered out of published results alone, and so at
 * once: probes, and health of groups and components that is read without credentials,
 * unless an indicator that runs on the asking thread is among them.
 *
 * @since 0.1.0
 */
public final class PublishedRequests implements Predicate<RequestHead> {

	private final ProbeRoutes probes;

	private final HealthPath healthPath;

	private final @Nullable PublishedHealth health;

	/**
	 * Create a predicate.
	 * @param probes the routes to the probes
	 * @param healthPath the path of the health endpoint
	 * @param contributors the health contributors
	 * @param groups the groups of the health endpoint, or {@code null} if there is none
	 */
	public PublishedRequests(ProbeRoutes probes, HealthPath healthPath, HealthContributors contributors,
			@Nullable HealthEndpointGroups groups) {
		this.probes = probes;
		this.healthPath = healthPath;
		this.health = (groups != null) ? new PublishedHealth(contributors, groups) : null;
	}

	@Override
	public boolean test(RequestHead request) {
		String path = request.path();
		Probe probe = this.probes.to(path);
		if (probe != null) {
			return GroupReports.isPublished(probe);
		}
		return this.health != null && this.healthPath.matches(request) && !request.isIdentified()
				&& this.health.test(this.healthPath.nameIn(path));
	}

}
