package dev.healthcheck.spring.groups;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

/**
 * {@link HealthEndpointGroups} with some groups added to, or put in the place of, those
 * of a delegate.
 */
final class HealthGroups implements HealthEndpointGroups, AdditionalPathsMapper {

	private final HealthEndpointGroups delegate;

	private final HealthEndpointGroup primary;

	private final Map<String, HealthEndpointGroup> groups;

	HealthGroups(HealthEndpointGroups delegate, Map<String, HealthEndpointGroup> groups) {
		this(delegate, delegate.getPrimary(), groups);
	}

	HealthGroups(HealthEndpointGroups delegate, HealthEndpointGroup primary, Map<String, HealthEndpointGroup> groups) {
		this.delegate = delegate;
		this.primary = primary;
		this.groups = new LinkedHashMap<>(groups);
	}

	@Override
	public HealthEndpointGroup getPrimary() {
		return this.primary;
	}

	@Override
	public Set<String> getNames() {
		Set<String> names = new LinkedHashSet<>(this.delegate.getNames());
		names.addAll(this.groups.keySet());
		return names;
	}

	@Override
	public @Nullable HealthEndpointGroup get(String name) {
		HealthEndpointGroup group = this.groups.get(name);
		return (group != null) ? group : this.delegate.get(name);
	}

	@Override
	public @Nullable List<String> getAdditionalPaths(EndpointId endpointId, WebServerNamespace namespace) {
		return (this.delegate instanceof AdditionalPathsMapper mapper)
				? mapper.getAdditionalPaths(endpointId, namespace) : null;
	}

}
