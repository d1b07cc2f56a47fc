package dev.healthcheck.spring.groups;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;

/**
 * {@link HealthEndpointGroup} that overrides some settings of another group, but never
 * its aggregator or its mapper.
 */
interface DelegatingGroup extends HealthEndpointGroup {

	HealthEndpointGroup base();

	@Override
	default boolean isMember(String name) {
		return base().isMember(name);
	}

	@Override
	default StatusAggregator getStatusAggregator() {
		return base().getStatusAggregator();
	}

	@Override
	default HttpCodeStatusMapper getHttpCodeStatusMapper() {
		return base().getHttpCodeStatusMapper();
	}

	@Override
	default @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
		return base().getAdditionalPath();
	}

}
