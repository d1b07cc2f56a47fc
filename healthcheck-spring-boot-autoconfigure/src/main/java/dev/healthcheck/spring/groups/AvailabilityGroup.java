package dev.healthcheck.spring.groups;

import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;

/**
 * {@link HealthEndpointGroup} with members of ours. All else, what is excluded among it,
 * is as in the group it is made of: the user's group of that name, or the primary group,
 * so that the user's {@code status} settings count here too. Only a group of the user
 * shows its components, as in plain Spring Boot.
 */
final class AvailabilityGroup extends DelegatingGroup implements FixedMembers {

	private final Supplier<Set<String>> members;

	private final boolean named;

	AvailabilityGroup(HealthEndpointGroup base, boolean named, Supplier<Set<String>> members) {
		super(base);
		this.named = named;
		this.members = members;
	}

	@Override
	public Set<String> members() {
		return this.members.get();
	}

	@Override
	public boolean isMember(String name) {
		return members().contains(name) && super.isMember(name);
	}

	@Override
	public boolean showComponents(SecurityContext securityContext) {
		return this.named && super.showComponents(securityContext);
	}

	@Override
	public boolean showDetails(SecurityContext securityContext) {
		return this.named && super.showDetails(securityContext);
	}

	@Override
	public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
		return this.named ? super.getAdditionalPath() : null;
	}

}
