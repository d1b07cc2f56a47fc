package dev.healthcheck.spring.groups;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.healthcheck.spring.checks.OwnContributors;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Makes readiness of readinessState, workers, maintenance and server, and liveness of
 * livenessState alone, wherever the user has not said what they include. Comes before
 * Boot's own post-processor, which then finds both groups and keeps them.
 *
 * <p>
 * A group {@code startup} is not added: its name would be taken from the contributors of
 * the application. One that the user defines without members has ours.
 */
final class AvailabilityGroupsPostProcessor implements HealthEndpointGroupsPostProcessor, Ordered {

	private final Environment environment;

	private final OwnContributors own;

	/**
	 * Create a post-processor.
	 * @param environment tells what the user has set
	 * @param own tells the members of the groups
	 */
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
			else if (group != null && !(group instanceof FixedMembers) && included(name).isEmpty()) {
				ours.put(name, group(group, true, name));
			}
		}
		return new HealthGroups(groups, ours);
	}

	private AvailabilityGroup group(HealthEndpointGroup base, boolean named, String name) {
		return new AvailabilityGroup(base, named, () -> this.own.members(name));
	}

	private Set<String> included(String group) {
		return Binder.get(this.environment)
			.bind("management.endpoint.health.group." + group + ".include", Bindable.setOf(String.class))
			.orElse(Set.of());
	}

}
