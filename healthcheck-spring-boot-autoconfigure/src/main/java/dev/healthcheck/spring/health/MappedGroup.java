package dev.healthcheck.spring.health;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;

/**
 * {@link HealthEndpointGroup} with HTTP status codes of its own. All else is as in
 * another group.
 */
class MappedGroup implements HealthEndpointGroup {

	private final HealthEndpointGroup group;

	private final HttpCodeStatusMapper mapper;

	MappedGroup(HealthEndpointGroup group, HttpCodeStatusMapper mapper) {
		this.group = group;
		this.mapper = mapper;
	}

	static MappedGroup of(HealthEndpointGroup group, HttpCodeStatusMapper mapper) {
		return (group instanceof FixedMembers fixed) ? new Fixed(group, fixed, mapper) : new MappedGroup(group, mapper);
	}

	@Override
	public boolean isMember(String name) {
		return this.group.isMember(name);
	}

	@Override
	public boolean showComponents(SecurityContext securityContext) {
		return this.group.showComponents(securityContext);
	}

	@Override
	public boolean showDetails(SecurityContext securityContext) {
		return this.group.showDetails(securityContext);
	}

	@Override
	public StatusAggregator getStatusAggregator() {
		return this.group.getStatusAggregator();
	}

	@Override
	public HttpCodeStatusMapper getHttpCodeStatusMapper() {
		return this.mapper;
	}

	@Override
	public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
		return this.group.getAdditionalPath();
	}

	private static final class Fixed extends MappedGroup implements FixedMembers {

		private final FixedMembers members;

		Fixed(HealthEndpointGroup group, FixedMembers members, HttpCodeStatusMapper mapper) {
			super(group, mapper);
			this.members = members;
		}

		@Override
		public Set<String> members() {
			return this.members.members();
		}

	}

}
