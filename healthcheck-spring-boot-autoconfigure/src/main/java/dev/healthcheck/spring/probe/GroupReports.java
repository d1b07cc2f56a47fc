package dev.healthcheck.spring.probe;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRun;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeMember;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.spring.health.ApplicationReadiness;
import dev.healthcheck.spring.health.CheckHealthIndicator;
import dev.healthcheck.spring.health.FixedMembers;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Reports on a health group straight from the registry of contributors, as the health
 * endpoint does, but without passing through MVC.
 */
final class GroupReports implements Supplier<ProbeReport> {

	private final HealthContributors contributors;

	private final HealthEndpointGroup group;

	private final ApplicationReadiness readiness;

	GroupReports(HealthContributors contributors, HealthEndpointGroup group, ApplicationReadiness readiness) {
		this.contributors = contributors;
		this.group = group;
		this.readiness = readiness;
	}

	@Override
	public ProbeReport get() {
		boolean details = this.group.showDetails(SecurityContext.NONE);
		List<ProbeMember> members = members(this.contributors, this.group)
			.map((entry) -> member(entry.name(), (HealthIndicator) entry.contributor(), details))
			.toList();
		Set<Status> statuses = new LinkedHashSet<>();
		members.forEach((member) -> statuses.add(new Status(member.status().code())));
		Status status = statuses.isEmpty() ? Status.UP : this.group.getStatusAggregator().getAggregateStatus(statuses);
		return new ProbeReport(new CheckStatus(status.getCode()),
				this.group.getHttpCodeStatusMapper().getStatusCode(status), members);
	}

	/**
	 * Return whether all members answer out of memory.
	 * @return whether a report runs no indicator
	 */
	boolean isPublished() {
		return isPublished(this.contributors, this.group);
	}

	/**
	 * Return whether a probe answers out of memory.
	 * @param probe the probe
	 * @return whether an answer runs no indicator
	 */
	static boolean isPublished(Probe probe) {
		return !(probe.reports() instanceof GroupReports reports) || reports.isPublished();
	}

	/**
	 * Return whether all members of a group answer out of memory. A composite that is not
	 * published is not looked through to tell.
	 * @param contributors the health contributors
	 * @param group the group
	 * @return whether no indicator has to be run
	 */
	static boolean isPublished(HealthContributors contributors, HealthEndpointGroup group) {
		if (group instanceof FixedMembers) {
			return members(contributors, group)
				.allMatch((member) -> CheckHealthIndicator.isPublished(member.contributor()));
		}
		return contributors.stream()
			.allMatch((entry) -> CheckHealthIndicator.isPublished(entry.contributor())
					|| (entry.contributor() instanceof HealthIndicator && !group.isMember(entry.name())));
	}

	/**
	 * Return the members of a group.
	 * @param contributors the health contributors
	 * @param group the group
	 * @return the members that are no composites, by their paths
	 */
	static Stream<HealthContributors.Entry> members(HealthContributors contributors, HealthEndpointGroup group) {
		Stream<HealthContributors.Entry> candidates = (group instanceof FixedMembers fixed)
				? fixed.members().stream().flatMap((name) -> entry(name, contributors)) : leaves("", contributors);
		return candidates.filter((candidate) -> group.isMember(candidate.name()));
	}

	private static Stream<HealthContributors.Entry> entry(String name, HealthContributors contributors) {
		return (contributors.getContributor(name) instanceof HealthIndicator indicator)
				? Stream.of(new HealthContributors.Entry(name, indicator)) : Stream.empty();
	}

	private static Stream<HealthContributors.Entry> leaves(String prefix, HealthContributors contributors) {
		return contributors.stream()
			.flatMap((entry) -> (entry.contributor() instanceof HealthContributors composite)
					? leaves(prefix + entry.name() + "/", composite)
					: Stream.of(new HealthContributors.Entry(prefix + entry.name(), entry.contributor())));
	}

	private ProbeMember member(String name, HealthIndicator indicator, boolean details) {
		if (indicator instanceof CheckHealthIndicator published) {
			CheckVerdict verdict = published.verdict();
			CheckResult result = verdict.result();
			CheckRun lastRun = verdict.lastRun();
			return new ProbeMember(name, verdict.status(), verdict.starting(),
					(details && result != null) ? result.message() : null, (lastRun != null) ? lastRun.time() : null);
		}
		CheckStatus status = status(indicator);
		return new ProbeMember(name, status, isStarting(name, status), null, null);
	}

	private boolean isStarting(String name, CheckStatus status) {
		return name.equals("readinessState") && status.isFailing() && this.readiness.isStarting();
	}

	private static CheckStatus status(HealthIndicator indicator) {
		try {
			@Nullable Health health = indicator.health(false);
			return (health != null) ? new CheckStatus(health.getStatus().getCode()) : CheckStatus.UNKNOWN;
		}
		// An Error too: left to the server it would be a 500 for the whole group
		catch (RuntimeException | Error ex) {
			return CheckStatus.DOWN;
		}
	}

}
