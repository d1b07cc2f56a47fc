package dev.healthcheck.spring.groups;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;

/**
 * {@link HealthEndpointGroup} that is like another group, except for what a subclass
 * overrides: never its aggregator or its mapper.
 */
abstract class DelegatingGroup implements HealthEndpointGroup {

	private final HealthEndpointGroup base;

	DelegatingGroup(HealthEndpointGroup base) {
		this.base = base;
	}

	final HealthEndpointGroup base() {
		return this.base;
	}

	@Override
	public boolean isMember(String name) {
		return this.base.isMember(name);
	}

	@Override
	public boolean showComponents(SecurityContext securityContext) {
		return this.base.showComponents(securityContext);
	}

	@Override
	public boolean showDetails(SecurityContext securityContext) {
		return this.base.showDetails(securityContext);
	}

	@Override
	public final StatusAggregator getStatusAggregator() {
		return this.base.getStatusAggregator();
	}

	@Override
	public final HttpCodeStatusMapper getHttpCodeStatusMapper() {
		return this.base.getHttpCodeStatusMapper();
	}

	@Override
	public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
		return this.base.getAdditionalPath();
	}

}
