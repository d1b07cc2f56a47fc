package dev.healthcheck.spring.groups;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.spring.checks.OwnContributors;
import dev.healthcheck.spring.startup.ApplicationReadiness;
import dev.healthcheck.spring.startup.StartupStateHealthIndicator;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.application.LivenessStateHealthIndicator;
import org.springframework.boot.health.application.ReadinessStateHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.Status;
import org.springframework.core.env.Environment;

/**
 * The health groups that probes report on, and their members: those of the health
 * endpoint and startup, and liveness and readiness also where the endpoint is not exposed
 * or has its own probes disabled.
 *
 * @since 0.1.0
 */
public final class ProbeHealthGroups {

	private static final String BOOT = "org.springframework.boot.";

	private static final String BOOTS_STRATEGIES = StatusAggregator.class.getPackageName();

	private ProbeHealthGroups() {
	}

	/**
	 * Return the groups that probes report on.
	 * @param groups the groups of the health endpoint, or {@code null} if it is not
	 * exposed
	 * @param environment tells what the user has set
	 * @param own tells the members of our groups
	 * @param failureStatus the HTTP status code of DOWN and OUT_OF_SERVICE where there is
	 * no endpoint
	 * @param maintenanceStatus the HTTP status code of MAINTENANCE, likewise
	 * @return the groups
	 */
	public static HealthEndpointGroups of(@Nullable HealthEndpointGroups groups, Environment environment,
			OwnContributors own, int failureStatus, int maintenanceStatus) {
		HealthEndpointGroups base = (groups != null) ? groups
				: HealthEndpointGroups.of(new StandaloneGroup(new MostSevere(),
						Codes.of(HealthStatusDefaults.codes(failureStatus, maintenanceStatus))), Map.of());
		return new AvailabilityGroupsPostProcessor(environment, own).withGroups(base, OwnContributors.groups());
	}

	/**
	 * Return the group whose settings decide what a probe shows of a group.
	 * @param group the group
	 * @return the primary group for a group that Boot would have made, which hides its
	 * components; otherwise the group itself
	 */
	public static HealthEndpointGroup shownAs(HealthEndpointGroup group) {
		return (group instanceof AvailabilityGroup availability) ? availability.base() : group;
	}

	/**
	 * Return whether what a group says depends on nothing but its members.
	 * @param group the group
	 * @return whether it was made by Boot or this library, with an aggregator and a
	 * mapper of theirs
	 */
	public static boolean isPure(HealthEndpointGroup group) {
		HealthEndpointGroup base = group;
		while (base instanceof DelegatingGroup delegating) {
			base = delegating.base();
		}
		return (base instanceof StandaloneGroup || base.getClass().getName().startsWith(BOOT))
				&& isPureStrategy(group.getStatusAggregator()) && isPureStrategy(group.getHttpCodeStatusMapper());
	}

	// Boot's strategies and ours look at nothing but the statuses that they are given.
	// The
	// application's own may look elsewhere, and so does what wraps one
	private static boolean isPureStrategy(Object strategy) {
		return strategy instanceof MostSevere || strategy instanceof Codes
				|| strategy.getClass().getPackageName().equals(BOOTS_STRATEGIES);
	}

	/**
	 * Return the contributors that probes report on: livenessState, readinessState and
	 * startupState also where the health endpoint has its own probes disabled.
	 * @param contributors the health contributors
	 * @param availability the availability of the application, or {@code null} if nothing
	 * follows it
	 * @param readiness tells whether the application has ever been ready
	 * @param own tells the name of startupState
	 * @return the contributors, with those three
	 */
	public static HealthContributors withAvailability(HealthContributors contributors,
			@Nullable ApplicationAvailability availability, ApplicationReadiness readiness, OwnContributors own) {
		if (availability == null) {
			return contributors;
		}
		Map<String, HealthContributor> missing = new LinkedHashMap<>();
		missing.put("livenessState", new LivenessStateHealthIndicator(availability));
		missing.put("readinessState", new ReadinessStateHealthIndicator(availability));
		missing.keySet().removeIf((name) -> contributors.getContributor(name) != null);
		if (own.nameOf("startupState") == null) {
			missing.put(own.nameStartupState(contributors), new StartupStateHealthIndicator(availability, readiness));
		}
		return missing.isEmpty() ? contributors
				: HealthContributors.of(contributors, CompositeHealthContributor.fromMap(missing));
	}

	/**
	 * Aggregator like Boot's own, which cannot be created in the same way on 4.0 and 4.1.
	 */
	private record MostSevere() implements StatusAggregator {

		@Override
		public Status getAggregateStatus(Set<Status> statuses) {
			for (CheckStatus severe : CheckStatus.ORDER) {
				for (Status status : statuses) {
					if (new CheckStatus(status.getCode()).equals(severe)) {
						return status;
					}
				}
			}
			return Status.UNKNOWN;
		}

	}

	/**
	 * Mapper like Boot's own, likewise.
	 *
	 * @param codes by status, its HTTP status code
	 */
	private record Codes(Map<CheckStatus, Integer> codes) implements HttpCodeStatusMapper {

		static Codes of(Map<String, Integer> mapping) {
			Map<CheckStatus, Integer> codes = new HashMap<>();
			mapping.forEach((status, code) -> codes.put(new CheckStatus(status), code));
			return new Codes(codes);
		}

		@Override
		public int getStatusCode(Status status) {
			return this.codes.getOrDefault(new CheckStatus(status.getCode()), 200);
		}

	}

	/**
	 * A group of everything that shows nothing.
	 *
	 * @param aggregator aggregates statuses
	 * @param mapper maps statuses to codes
	 */
	private record StandaloneGroup(StatusAggregator aggregator,
			HttpCodeStatusMapper mapper) implements HealthEndpointGroup {

		@Override
		public boolean isMember(String name) {
			return true;
		}

		@Override
		public boolean showComponents(SecurityContext securityContext) {
			return false;
		}

		@Override
		public boolean showDetails(SecurityContext securityContext) {
			return false;
		}

		@Override
		public StatusAggregator getStatusAggregator() {
			return this.aggregator;
		}

		@Override
		public HttpCodeStatusMapper getHttpCodeStatusMapper() {
			return this.mapper;
		}

		@Override
		public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
			return null;
		}

	}

}
