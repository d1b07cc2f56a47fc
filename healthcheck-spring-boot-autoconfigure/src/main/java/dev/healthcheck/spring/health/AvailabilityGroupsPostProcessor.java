package dev.healthcheck.spring.health;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.log.LogMessage;

/**
 * Makes readiness of readinessState, workers, maintenance and server, and liveness of
 * livenessState, and startup of startupState alone, wherever the user has not said what
 * they include. Comes before Boot's own post-processor, which then finds both groups and
 * keeps them.
 *
 * @since 0.1.0
 */
public final class AvailabilityGroupsPostProcessor implements HealthEndpointGroupsPostProcessor, Ordered {

	/** The members of each group. */
	static final Map<String, Set<String>> MEMBERS = Map.of("liveness", Set.of("livenessState"), "startup",
			Set.of("startupState"), "readiness", Collections
				.unmodifiableSet(new LinkedHashSet<>(List.of("readinessState", "workers", "maintenance", "server"))));

	private static final Log logger = LogFactory.getLog(AvailabilityGroupsPostProcessor.class);

	private final Environment environment;

	/**
	 * Create a post-processor.
	 * @param environment tells what the user has set
	 */
	public AvailabilityGroupsPostProcessor(Environment environment) {
		this.environment = environment;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 100;
	}

	@Override
	public HealthEndpointGroups postProcessHealthEndpointGroups(HealthEndpointGroups groups) {
		Map<String, HealthEndpointGroup> ours = new LinkedHashMap<>();
		MEMBERS.forEach((name, members) -> {
			HealthEndpointGroup group = groups.get(name);
			if (group == null) {
				ours.put(name, new AvailabilityGroup(groups.getPrimary(), false, members));
			}
			else if (included(name).isEmpty()) {
				ours.put(name, new AvailabilityGroup(group, true, members));
			}
		});
		warnOfReadinessWithoutOurs(groups);
		return new HealthGroups(groups, ours);
	}

	private Set<String> included(String group) {
		return Binder.get(this.environment)
			.bind("management.endpoint.health.group." + group + ".include", Bindable.setOf(String.class))
			.orElse(Set.of());
	}

	private void warnOfReadinessWithoutOurs(HealthEndpointGroups groups) {
		HealthEndpointGroup readiness = groups.get("readiness");
		if (readiness == null || included("readiness").isEmpty()) {
			return;
		}
		for (String name : new String[] { "workers", "maintenance" }) {
			if (!readiness.isMember(name) && isEnabled(name)) {
				logger.warn(LogMessage.format("The health group 'readiness' leaves out '%1$s': add it to"
						+ " 'management.endpoint.health.group.readiness.include',"
						+ " or set 'healthcheck.%1$s.enabled' to false", name));
			}
		}
	}

	private boolean isEnabled(String name) {
		boolean byDefault = this.environment.getProperty("management.health.defaults.enabled", Boolean.class, true);
		return this.environment.getProperty("healthcheck." + name + ".enabled", Boolean.class, true)
				&& this.environment.getProperty("management.health." + name + ".enabled", Boolean.class, byDefault);
	}

}
