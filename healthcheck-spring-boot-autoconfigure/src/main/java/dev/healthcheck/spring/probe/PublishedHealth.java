package dev.healthcheck.spring.probe;

import java.util.function.Predicate;

import dev.healthcheck.spring.health.CheckHealthIndicator;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;

/**
 * Matches the names of groups and components whose health is answered out of published
 * results alone; the empty name is that of all components. A name that nothing has does
 * not match: the server may read it otherwise, as with an escape in it.
 */
final class PublishedHealth implements Predicate<String> {

	private final HealthContributors contributors;

	private final HealthEndpointGroups groups;

	PublishedHealth(HealthContributors contributors, HealthEndpointGroups groups) {
		this.contributors = contributors;
		this.groups = groups;
	}

	@Override
	public boolean test(String name) {
		HealthEndpointGroup group = name.isEmpty() ? this.groups.getPrimary() : this.groups.get(name);
		if (group != null) {
			return GroupReports.isPublished(this.contributors, group);
		}
		@Nullable HealthContributor contributor = this.contributors.getContributor(name);
		return contributor != null && CheckHealthIndicator.isPublished(contributor);
	}

}
