package dev.healthcheck.spring.health;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;

/**
 * {@link HealthEndpointGroup} with members of ours. All else, what is excluded among it,
 * is as in the group it is made of: the user's group of that name, or the primary group,
 * so that the user's {@code status} and {@code show-*} settings count here too.
 */
final class AvailabilityGroup extends DelegatingGroup implements FixedMembers {

	private final Set<String> members;

	private final boolean named;

	/**
	 * Create a group.
	 * @param base the group that it is made of
	 * @param named whether the base has the name of this group
	 * @param members the names of the members
	 */
	AvailabilityGroup(HealthEndpointGroup base, boolean named, Set<String> members) {
		super(base);
		this.named = named;
		this.members = members;
	}

	@Override
	public Set<String> members() {
		return this.members;
	}

	@Override
	public boolean isMember(String name) {
		return this.members.contains(name) && super.isMember(name);
	}

	@Override
	public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
		return this.named ? super.getAdditionalPath() : null;
	}

}
