package dev.healthcheck.spring.groups;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.spring.checks.OwnContributors;
import dev.healthcheck.spring.groups.AvailabilityGroupsPostProcessor.AvailabilityGroup;
import dev.healthcheck.spring.startup.ApplicationReadiness;
import dev.healthcheck.spring.startup.StartupStateHealthIndicator;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.properties.bind.Binder;
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
import org.springframework.core.log.LogMessage;

/**
 * The health groups that probes report on, and their members: those of the health
 * endpoint and startup, and liveness and readiness also where the endpoint is not exposed
 * or has its own probes disabled.
 */
public final class ProbeHealthGroups {

	private static final Log logger = LogFactory.getLog(ProbeHealthGroups.class);

	private static final String BOOT = "org.springframework.boot.";

	private static final String BOOTS_STRATEGIES = StatusAggregator.class.getPackageName();

	private ProbeHealthGroups() {
	}

	// The groups of the endpoint are null if it is not exposed
	public static HealthEndpointGroups of(@Nullable HealthEndpointGroups groups, Environment environment,
			OwnContributors own) {
		HealthEndpointGroups base = (groups != null) ? groups : HealthEndpointGroups
			.of(new StandaloneGroup(HealthStatusDefaults.codes(Binder.get(environment))), Map.of());
		return new AvailabilityGroupsPostProcessor(environment, own).withGroups(base,
				AvailabilityGroupsPostProcessor.GROUPS);
	}

	// The settings of the primary group, not of a group that Boot would have made, decide
	// what a probe shows: Boot's group hides its components
	public static HealthEndpointGroup shownAs(HealthEndpointGroup group) {
		return (group instanceof AvailabilityGroup availability) ? availability.base() : group;
	}

	// Null if every contributor is a possible member. If the names are known, no
	// composite lists its members, which may be slow
	public static @Nullable Set<String> fixedMembers(HealthEndpointGroup group) {
		return (group instanceof AvailabilityGroup availability) ? availability.members().get() : null;
	}

	public static void warnOfIncompleteReadiness(HealthEndpointGroup readiness, OwnContributors own) {
		if (readiness instanceof AvailabilityGroup) {
			return;
		}
		String missing = Stream.of(OwnContributors.WORKERS, OwnContributors.MAINTENANCE)
			.map(own::nameOf)
			.filter(Objects::nonNull)
			.filter((name) -> !readiness.isMember(name))
			.map((name) -> "'" + name + "'")
			.collect(Collectors.joining(" and "));
		if (!missing.isEmpty()) {
			logger.warn(LogMessage.format(
					"The health group 'readiness' leaves out %s: add what is missing to"
							+ " 'management.endpoint.health.group.readiness.include', or disable it with"
							+ " 'healthcheck.workers.enabled=false' or 'healthcheck.maintenance.enabled=false'",
					missing));
		}
	}

	// Whether the status depends only on the statuses of the members: strategies of the
	// application, and wrappers of one, may depend on anything
	public static boolean isPure(HealthEndpointGroup group) {
		HealthEndpointGroup base = group;
		while (base instanceof DelegatingGroup delegating) {
			base = delegating.base();
		}
		return base instanceof StandaloneGroup || (base.getClass().getName().startsWith(BOOT)
				&& isBoots(base.getStatusAggregator()) && isBoots(base.getHttpCodeStatusMapper()));
	}

	private static boolean isBoots(Object strategy) {
		return strategy.getClass().getPackageName().equals(BOOTS_STRATEGIES);
	}

	// Adds the three states that the health endpoint lacks if its own probes are disabled
	public static HealthContributors withAvailability(HealthContributors contributors,
			@Nullable ApplicationAvailability availability, ApplicationReadiness readiness, OwnContributors own) {
		if (availability == null) {
			return contributors;
		}
		Map<String, HealthContributor> missing = new LinkedHashMap<>();
		missing.put("livenessState", new LivenessStateHealthIndicator(availability));
		missing.put("readinessState", new ReadinessStateHealthIndicator(availability));
		missing.keySet().removeIf((name) -> contributors.getContributor(name) != null);
		if (own.nameOf(OwnContributors.STARTUP_STATE) == null) {
			missing.put(own.nameStartupState(contributors), new StartupStateHealthIndicator(availability, readiness));
		}
		return missing.isEmpty() ? contributors
				: HealthContributors.of(contributors, CompositeHealthContributor.fromMap(missing));
	}

	/**
	 * Group of all contributors that shows none of them. Boot's aggregator and mapper
	 * cannot be created in the same way on 4.0 and 4.1.
	 */
	private record StandaloneGroup(Map<CheckStatus, Integer> codes) implements HealthEndpointGroup {

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
			return StandaloneGroup::mostSevere;
		}

		private static Status mostSevere(Set<Status> statuses) {
			for (CheckStatus severe : CheckStatus.ORDER) {
				for (Status status : statuses) {
					if (new CheckStatus(status.getCode()).equals(severe)) {
						return status;
					}
				}
			}
			return Status.UNKNOWN;
		}

		@Override
		public HttpCodeStatusMapper getHttpCodeStatusMapper() {
			return (status) -> this.codes.getOrDefault(new CheckStatus(status.getCode()), 200);
		}

		@Override
		public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
			return null;
		}

	}

}
