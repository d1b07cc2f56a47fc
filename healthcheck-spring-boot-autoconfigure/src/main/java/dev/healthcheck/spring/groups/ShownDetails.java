package dev.healthcheck.spring.groups;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.healthcheck.spring.properties.ServerProperties;
import dev.healthcheck.spring.startup.OptionalClass;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

/**
 * What is shown of health on a port that authenticates nobody.
 *
 * @since 0.1.0
 */
public enum ShownDetails {

	/**
	 * No details: statuses only, of components as far as the health endpoint shows them.
	 */
	NEVER,

	/** All components and their details. */
	ALWAYS,

	/** What the health endpoint shows to an anonymous client. */
	ANONYMOUS;

	private static final String SHOW_DETAILS = ".show-details";

	/**
	 * Return what is shown. If nothing is set that is {@link #ANONYMOUS}, but no details
	 * where Spring Security for the web is on the class path, because it may guard the
	 * health endpoint.
	 * @param server the properties of the probe server
	 * @return what is shown
	 */
	public static ShownDetails of(ServerProperties server) {
		if (server.showDetails() != null) {
			return (server.showDetails() == ServerProperties.Details.ALWAYS) ? ALWAYS : NEVER;
		}
		return OptionalClass.WEB_SECURITY.isPresent() ? NEVER : ANONYMOUS;
	}

	/**
	 * Return whether the components of a group are shown.
	 * @param group the group
	 * @return whether they are
	 */
	public boolean components(HealthEndpointGroup group) {
		return this == ALWAYS || group.showComponents(SecurityContext.NONE);
	}

	/**
	 * Return whether the details of the components that are shown are shown, too.
	 * @param group the group
	 * @return whether they are
	 */
	public boolean details(HealthEndpointGroup group) {
		return this == ALWAYS || (this == ANONYMOUS && group.showDetails(SecurityContext.NONE));
	}

	/**
	 * Return groups that show to every client what this shows.
	 * @param groups the groups
	 * @return the groups, otherwise unchanged
	 */
	public HealthEndpointGroups in(HealthEndpointGroups groups) {
		Map<String, HealthEndpointGroup> shown = new LinkedHashMap<>();
		for (String name : groups.getNames()) {
			HealthEndpointGroup group = groups.get(name);
			if (group != null) {
				shown.put(name, in(group));
			}
		}
		return new OverlaidHealthEndpointGroups(groups, in(groups.getPrimary()), shown);
	}

	private HealthEndpointGroup in(HealthEndpointGroup group) {
		return new DelegatingGroup(group) {

			@Override
			public boolean showComponents(SecurityContext securityContext) {
				return components(group);
			}

			@Override
			public boolean showDetails(SecurityContext securityContext) {
				return details(group);
			}

		};
	}

	/**
	 * Return the property that shows details to everybody.
	 * @param groups the groups
	 * @return the name of the property, or {@code null} if no details are shown
	 */
	public @Nullable String openedBy(HealthEndpointGroups groups) {
		if (this == ALWAYS) {
			return "healthcheck.server" + SHOW_DETAILS;
		}
		if (isOpen(groups.getPrimary())) {
			return "management.endpoint.health" + SHOW_DETAILS;
		}
		return groups.getNames()
			.stream()
			.filter((name) -> isOpen(groups.get(name)))
			.findFirst()
			.map((name) -> "management.endpoint.health.group." + name + SHOW_DETAILS)
			.orElse(null);
	}

	private boolean isOpen(@Nullable HealthEndpointGroup group) {
		return group != null && components(group) && details(group);
	}

}
