package dev.healthcheck.spring.probes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeMember;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.probe.ReportAggregator;
import dev.healthcheck.spring.checks.CheckHealthIndicator;
import dev.healthcheck.spring.groups.FixedMembers;
import dev.healthcheck.spring.groups.ProbeGroups;
import dev.healthcheck.spring.groups.ShownDetails;
import dev.healthcheck.spring.startup.ApplicationReadiness;
import dev.healthcheck.spring.startup.StartupStateHealthIndicator;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Reports on a health group straight from the registry of contributors, as the health
 * endpoint does, but without passing through MVC. Loops, and no streams: this is most of
 * what a probe costs besides the server's own part.
 */
final class GroupReports implements Supplier<ProbeReport>, ReportAggregator {

	private final HealthContributors contributors;

	private final HealthEndpointGroup group;

	private final ApplicationReadiness readiness;

	private final ShownDetails shown;

	/** What the statuses that were last seen amount to. */
	private volatile @Nullable Aggregate last;

	GroupReports(HealthContributors contributors, HealthEndpointGroup group, ApplicationReadiness readiness,
			ShownDetails shown) {
		this.contributors = contributors;
		this.group = group;
		this.readiness = readiness;
		this.shown = shown;
	}

	@Override
	public ProbeReport get() {
		boolean details = this.shown.details(ProbeGroups.shownAs(this.group));
		List<ProbeMember> members = new ArrayList<>();
		for (HealthContributors.Entry entry : members(this.contributors, this.group)) {
			members.add(member(entry.name(), (HealthIndicator) entry.contributor(), details));
		}
		return report(members);
	}

	@Override
	public ProbeReport report(List<ProbeMember> members) {
		Set<Status> statuses = new LinkedHashSet<>();
		for (ProbeMember member : members) {
			statuses.add(new Status(member.status().code()));
		}
		Aggregate aggregate = aggregate(statuses);
		return new ProbeReport(aggregate.status(), aggregate.code(), members, this);
	}

	private Aggregate aggregate(Set<Status> statuses) {
		Aggregate last = this.last;
		if (last != null && last.statuses().equals(statuses)) {
			return last;
		}
		StatusAggregator aggregator = this.group.getStatusAggregator();
		HttpCodeStatusMapper mapper = this.group.getHttpCodeStatusMapper();
		Status status = statuses.isEmpty() ? Status.UP : aggregator.getAggregateStatus(statuses);
		Aggregate aggregate = new Aggregate(statuses, new CheckStatus(status.getCode()), mapper.getStatusCode(status));
		if (ProbeGroups.isPureStrategy(aggregator) && ProbeGroups.isPureStrategy(mapper)) {
			this.last = aggregate;
		}
		return aggregate;
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
	 * Return whether no code of the application takes part in a report, once its members
	 * have been published.
	 * @param probe the probe
	 * @return whether it reports on a group that Boot or this library made, with its
	 * aggregator and its mapper
	 */
	static boolean isPure(Probe probe) {
		return !(probe.reports() instanceof GroupReports reports) || isPure(reports.group);
	}

	static boolean isPure(HealthEndpointGroup group) {
		return ProbeGroups.isPure(group);
	}

	/**
	 * Return whether all members of a group answer out of memory. A composite that is not
	 * published is not looked through to tell.
	 * @param contributors the health contributors
	 * @param group the group
	 * @return whether no indicator has to be run
	 */
	static boolean isPublished(HealthContributors contributors, HealthEndpointGroup group) {
		if (group instanceof FixedMembers fixed) {
			// Whether each is a member is a question that costs more than its answer
			// saves
			for (String name : fixed.members()) {
				if (contributors.getContributor(name) instanceof HealthIndicator indicator
						&& !CheckHealthIndicator.isPublished(indicator)) {
					return false;
				}
			}
			return true;
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
	private static List<HealthContributors.Entry> members(HealthContributors contributors, HealthEndpointGroup group) {
		List<HealthContributors.Entry> members = new ArrayList<>();
		if (group instanceof FixedMembers fixed) {
			for (String name : fixed.members()) {
				if (group.isMember(name) && contributors.getContributor(name) instanceof HealthIndicator indicator) {
					members.add(new HealthContributors.Entry(name, indicator));
				}
			}
		}
		else {
			addMembers("", contributors, group, members);
		}
		return members;
	}

	private static void addMembers(String prefix, HealthContributors contributors, HealthEndpointGroup group,
			List<HealthContributors.Entry> members) {
		for (HealthContributors.Entry entry : contributors) {
			String path = prefix + entry.name();
			if (entry.contributor() instanceof HealthContributors composite) {
				addMembers(path + "/", composite, group, members);
			}
			else if (group.isMember(path)) {
				members.add(new HealthContributors.Entry(path, entry.contributor()));
			}
		}
	}

	private ProbeMember member(String name, HealthIndicator indicator, boolean details) {
		if (indicator instanceof CheckHealthIndicator published) {
			return ProbeMember.of(name, published.verdict(), details);
		}
		CheckStatus status = status(indicator);
		// They fail while the application has yet to start, or is about to end
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
		// An Error too: left to the server it would be a 500 for the whole group
		catch (RuntimeException | Error ex) {
			return CheckStatus.DOWN;
		}
	}

	/**
	 * What a set of statuses amounts to.
	 *
	 * @param statuses the statuses; never changed
	 * @param status the status of the group
	 * @param code the HTTP status code for it
	 */
	private record Aggregate(Set<Status> statuses, CheckStatus status, int code) {

	}

}
