package dev.healthcheck.spring.health;

import java.util.Set;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;

/**
 * {@link HealthEndpointGroup} with HTTP status codes of its own. All else is as in
 * another group.
 */
class MappedGroup extends DelegatingGroup {

	private final HttpCodeStatusMapper mapper;

	MappedGroup(HealthEndpointGroup group, HttpCodeStatusMapper mapper) {
		super(group);
		this.mapper = mapper;
	}

	static MappedGroup of(HealthEndpointGroup group, HttpCodeStatusMapper mapper) {
		return (group instanceof FixedMembers fixed) ? new Fixed(group, fixed, mapper) : new MappedGroup(group, mapper);
	}

	@Override
	public HttpCodeStatusMapper getHttpCodeStatusMapper() {
		return this.mapper;
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
