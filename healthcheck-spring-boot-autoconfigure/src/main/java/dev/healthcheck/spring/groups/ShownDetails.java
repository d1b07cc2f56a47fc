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
 * Settings for how much of health to show on a port without authentication.
 */
public enum ShownDetails {

	/** Only statuses, and only of components that the health endpoint shows. */
	NEVER,

	/** All components and their details. */
	ALWAYS,

	/** As much as the health endpoint shows to an anonymous client. */
	ANONYMOUS;

	private static final String SHOW_DETAILS = ".show-details";

	// By default no details with Spring Security, which may guard the health endpoint
	public static ShownDetails of(ServerProperties server) {
		if (server.showDetails() != null) {
			return (server.showDetails() == ServerProperties.Details.ALWAYS) ? ALWAYS : NEVER;
		}
		return OptionalClass.WEB_SECURITY.isPresent() ? NEVER : ANONYMOUS;
	}

	public boolean components(HealthEndpointGroup group) {
		return this == ALWAYS || group.showComponents(SecurityContext.NONE);
	}

	// Boot shows no details of components that it does not show
	public boolean details(HealthEndpointGroup group) {
		return this == ALWAYS || (this == ANONYMOUS && components(group) && group.showDetails(SecurityContext.NONE));
	}

	public HealthEndpointGroups in(HealthEndpointGroups groups) {
		Map<String, HealthEndpointGroup> shown = new LinkedHashMap<>();
		for (String name : groups.getNames()) {
			HealthEndpointGroup group = groups.get(name);
			if (group != null) {
				shown.put(name, new ShownGroup(group, this));
			}
		}
		return new OverlaidHealthEndpointGroups(groups, new ShownGroup(groups.getPrimary(), this), shown);
	}

	// The name of the property that shows details to every client, or null if none does
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
		return group != null && details(group);
	}

	private record ShownGroup(HealthEndpointGroup base, ShownDetails shown) implements DelegatingGroup {

		@Override
		public boolean showComponents(SecurityContext securityContext) {
			return this.shown.components(this.base);
		}

		@Override
		public boolean showDetails(SecurityContext securityContext) {
			return this.shown.details(this.base);
		}

	}

}
