package dev.healthcheck.spring.probes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.probe.ProbeMember;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.spring.checks.CheckHealthIndicator;
import dev.healthcheck.spring.groups.ProbeHealthGroups;
import dev.healthcheck.spring.groups.ShownDetails;
import dev.healthcheck.spring.startup.ApplicationReadiness;
import dev.healthcheck.spring.startup.StartupStateHealthIndicator;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Reports on a health group as the health endpoint does, but directly from the registry
 * of contributors.
 */
record HealthGroupReporter(HealthContributors contributors, HealthEndpointGroup group, ApplicationReadiness readiness,
		ShownDetails shown) implements Supplier<ProbeReport> {

	@Override
	public ProbeReport get() {
		boolean details = this.shown.details(ProbeHealthGroups.shownAs(this.group));
		List<ProbeMember> members = new ArrayList<>();
		Set<String> fixed = ProbeHealthGroups.fixedMembers(this.group);
		if (fixed != null) {
			for (String name : fixed) {
				if (this.contributors.getContributor(name) instanceof HealthIndicator indicator) {
					add(name, indicator, details, members);
				}
			}
		}
		else {
			this.contributors.forEach((entry) -> add(entry.name(), entry.contributor(), details, members));
		}
		return report(members);
	}

	private void add(String path, HealthContributor contributor, boolean details, List<ProbeMember> members) {
		if (contributor instanceof HealthContributors composite) {
			composite.forEach((entry) -> add(path + "/" + entry.name(), entry.contributor(), details, members));
		}
		else if (this.group.isMember(path)) {
			members.add(member(path, (HealthIndicator) contributor, details));
		}
	}

	private ProbeReport report(List<ProbeMember> members) {
		Set<Status> statuses = new LinkedHashSet<>();
		members.forEach((member) -> statuses.add(new Status(member.status().code())));
		Status status = statuses.isEmpty() ? Status.UP : this.group.getStatusAggregator().getAggregateStatus(statuses);
		return new ProbeReport(new CheckStatus(status.getCode()),
				this.group.getHttpCodeStatusMapper().getStatusCode(status), members, this::report);
	}

	private ProbeMember member(String name, HealthIndicator indicator, boolean details) {
		if (indicator instanceof CheckHealthIndicator published) {
			return ProbeMember.of(name, published.verdict(), details);
		}
		CheckStatus status = status(indicator);
		// These fail before the application has started, and while it shuts down
		boolean availability = name.equals("readinessState") || indicator instanceof StartupStateHealthIndicator;
		boolean refuses = availability && status.isFailing();
		boolean starting = this.readiness.isStarting();
		return new ProbeMember(name, status, refuses && starting, refuses && !starting, null, null);
	}

	private static CheckStatus status(HealthIndicator indicator) {
		try {
			@Nullable Health health = indicator.health(false);
			return (health != null) ? new CheckStatus(health.getStatus().getCode()) : CheckStatus.UNKNOWN;
		}
		// An Error too: otherwise the whole group would be a 500
		catch (RuntimeException | Error ex) {
			return CheckStatus.DOWN;
		}
	}

	boolean isPublished() {
		return isPublished(this.contributors, this.group);
	}

	// Does not look into a composite that is not published: it may be slow
	static boolean isPublished(HealthContributors contributors, HealthEndpointGroup group) {
		Set<String> fixed = ProbeHealthGroups.fixedMembers(group);
		if (fixed != null) {
			// Checking membership would cost more than it saves
			return fixed.stream()
				.map(contributors::getContributor)
				.allMatch((contributor) -> !(contributor instanceof HealthIndicator)
						|| CheckHealthIndicator.isPublished(contributor));
		}
		return contributors.stream()
			.allMatch((entry) -> CheckHealthIndicator.isPublished(entry.contributor())
					|| (entry.contributor() instanceof HealthIndicator && !group.isMember(entry.name())));
	}

}
