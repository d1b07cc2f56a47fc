package dev.healthcheck.spring.groups;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.healthcheck.spring.checks.OwnContributors;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Gives readiness the members readinessState, workers, maintenance and server, and
 * liveness only livenessState, unless the user has set what they include. Runs before
 * Boot's own post-processor, which then finds both groups and keeps them.
 *
 * <p>
 * A group {@code startup} is not added: the application could then have no contributor of
 * that name. One that the user defines without members gets ours.
 */
record AvailabilityGroupsPostProcessor(Environment environment,
		OwnContributors own) implements HealthEndpointGroupsPostProcessor, Ordered {

	/** By their usual names. */
	private static final Map<String, List<String>> MEMBERS = Map.of("liveness", List.of("livenessState"), "startup",
			List.of(OwnContributors.STARTUP_STATE), "readiness",
			List.of("readinessState", OwnContributors.WORKERS, OwnContributors.MAINTENANCE, OwnContributors.SERVER));

	static final Set<String> GROUPS = MEMBERS.keySet();

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 100;
	}

	@Override
	public HealthEndpointGroups postProcessHealthEndpointGroups(HealthEndpointGroups groups) {
		return withGroups(groups, List.of("liveness", "readiness"));
	}

	HealthEndpointGroups withGroups(HealthEndpointGroups groups, Collection<String> added) {
		Map<String, HealthEndpointGroup> ours = new LinkedHashMap<>();
		MEMBERS.forEach((name, members) -> {
			HealthEndpointGroup group = groups.get(name);
			if (group == null && added.contains(name)) {
				ours.put(name, new AvailabilityGroup(groups.getPrimary(), false, () -> this.own.namesOf(members)));
			}
			else if (group != null && !(group instanceof AvailabilityGroup) && included(name).isEmpty()) {
				ours.put(name, new AvailabilityGroup(group, true, () -> this.own.namesOf(members)));
			}
		});
		return new OverlaidHealthEndpointGroups(groups, groups.getPrimary(), ours);
	}

	private Set<String> included(String group) {
		return Binder.get(this.environment)
			.bind("management.endpoint.health.group." + group + ".include", Bindable.setOf(String.class))
			.orElse(Set.of());
	}

	/**
	 * Group with members of ours. Everything else, including exclusions, is from its
	 * base: the user's group of that name, or the primary group, so that the user's
	 * {@code status} settings apply. Only a group of the user shows its components, as in
	 * plain Spring Boot.
	 */
	record AvailabilityGroup(HealthEndpointGroup base, boolean named,
			Supplier<Set<String>> members) implements DelegatingGroup {

		@Override
		public boolean isMember(String name) {
			return this.members.get().contains(name) && this.base.isMember(name);
		}

		@Override
		public boolean showComponents(SecurityContext securityContext) {
			return this.named && this.base.showComponents(securityContext);
		}

		@Override
		public boolean showDetails(SecurityContext securityContext) {
			return this.named && this.base.showDetails(securityContext);
		}

		@Override
		public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
			return this.named ? this.base.getAdditionalPath() : null;
		}

	}

}
