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
 * liveness only livenessState, unless the user has set what they include. Comes before
 * Boot's own post-processor, which then finds both groups and keeps them.
 *
 * <p>
 * A group {@code startup} is not added, because the application could have no contributor
 * of that name then. One that the user defines without members gets ours.
 */
final class AvailabilityGroupsPostProcessor implements HealthEndpointGroupsPostProcessor, Ordered {

	private final Environment environment;

	private final OwnContributors own;

	AvailabilityGroupsPostProcessor(Environment environment, OwnContributors own) {
		this.environment = environment;
		this.own = own;
	}

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
		for (String name : OwnContributors.groups()) {
			HealthEndpointGroup group = groups.get(name);
			if (group == null && added.contains(name)) {
				ours.put(name, group(groups.getPrimary(), false, name));
			}
			else if (group != null && !(group instanceof AvailabilityGroup) && included(name).isEmpty()) {
				ours.put(name, group(group, true, name));
			}
		}
		return new OverlaidHealthEndpointGroups(groups, groups.getPrimary(), ours);
	}

	private AvailabilityGroup group(HealthEndpointGroup base, boolean named, String name) {
		return new AvailabilityGroup(base, named, () -> this.own.members(name));
	}

	private Set<String> included(String group) {
		return Binder.get(this.environment)
			.bind("management.endpoint.health.group." + group + ".include", Bindable.setOf(String.class))
			.orElse(Set.of());
	}

	/**
	 * Group with members of ours. All else, including what is excluded, is as in its
	 * base: the user's group of that name, or the primary group, so that the user's
	 * {@code status} settings apply. Only a group of the user shows its components, as in
	 * plain Spring Boot.
	 */
	static final class AvailabilityGroup extends DelegatingGroup {

		private final boolean named;

		private final Supplier<Set<String>> members;

		AvailabilityGroup(HealthEndpointGroup base, boolean named, Supplier<Set<String>> members) {
			super(base);
			this.named = named;
			this.members = members;
		}

		Set<String> members() {
			return this.members.get();
		}

		@Override
		public boolean isMember(String name) {
			return members().contains(name) && super.isMember(name);
		}

		@Override
		public boolean showComponents(SecurityContext securityContext) {
			return this.named && super.showComponents(securityContext);
		}

		@Override
		public boolean showDetails(SecurityContext securityContext) {
			return this.named && super.showDetails(securityContext);
		}

		@Override
		public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
			return this.named ? super.getAdditionalPath() : null;
		}

	}

}
