package dev.healthcheck.spring.probe;

import java.util.function.Predicate;

import dev.healthcheck.probe.Probe;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;

/**
 * Recognises the requests that are answered out of published results alone, and so at
 * once: probes, and health of groups and components that is read without credentials,
 * unless an indicator that runs on the asking thread is among them.
 *
 * @since 0.1.0
 */
public final class PublishedRequests implements Predicate<RequestHead> {

	private final Probes probes;

	private final HealthPath healthPath;

	private final HealthContributors contributors;

	private final @Nullable HealthEndpointGroups groups;

	/**
	 * Create a predicate.
	 * @param probes the probes
	 * @param healthPath the path of the health endpoint
	 * @param contributors the health contributors
	 * @param groups the groups of the health endpoint, or {@code null} if there is none
	 */
	public PublishedRequests(Probes probes, HealthPath healthPath, HealthContributors contributors,
			@Nullable HealthEndpointGroups groups) {
		this.probes = probes;
		this.healthPath = healthPath;
		this.contributors = contributors;
		this.groups = groups;
	}

	@Override
	public boolean test(RequestHead request) {
		String path = request.path();
		Probe probe = this.probes.on(path);
		if (probe != null) {
			return !(probe.reports() instanceof GroupReports reports) || reports.isPublished();
		}
		if (this.groups == null || !this.healthPath.matches(request) || request.isIdentified()) {
			return false;
		}
		String name = this.healthPath.nameIn(path);
		if (name.isEmpty()) {
			return isPublished(this.groups.getPrimary());
		}
		HealthEndpointGroup group = this.groups.get(name);
		return (group != null) ? isPublished(group) : isPublished(this.contributors.getContributor(name));
	}

	private boolean isPublished(HealthEndpointGroup group) {
		return GroupReports.isPublished(this.contributors, group);
	}

	private static boolean isPublished(@Nullable HealthContributor contributor) {
		return contributor == null || GroupReports.isPublished(contributor);
	}

}
