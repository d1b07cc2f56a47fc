package dev.healthcheck.spring.probes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
import org.springframework.boot.health.contributor.HealthContributors.Entry;
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
		return report(entries(this.contributors, this.group).toList());
	}

	// Null if an indicator would have to be run
	@Nullable ProbeReport published() {
		// The same for both: a composite may list other members at any time
		List<Entry> entries = entries(this.contributors, this.group).toList();
		return entries.stream().allMatch((entry) -> isPublished(entry, this.group)) ? report(entries) : null;
	}

	boolean isPublished() {
		return isPublished(this.contributors, this.group);
	}

	static boolean isPublished(HealthContributors contributors, HealthEndpointGroup group) {
		return entries(contributors, group).allMatch((entry) -> isPublished(entry, group));
	}

	// Does not look into a composite that is not published: it may be slow
	private static boolean isPublished(Entry entry, HealthEndpointGroup group) {
		return CheckHealthIndicator.isPublished(entry.contributor())
				|| (entry.contributor() instanceof HealthIndicator && !group.isMember(entry.name()));
	}

	private static Stream<Entry> entries(HealthContributors contributors, HealthEndpointGroup group) {
		Set<String> fixed = ProbeHealthGroups.fixedMembers(group);
		if (fixed == null) {
			return contributors.stream();
		}
		return fixed.stream()
			.flatMap((name) -> (contributors.getContributor(name) instanceof HealthIndicator indicator)
					? Stream.of(new Entry(name, indicator)) : Stream.empty());
	}

	private ProbeReport report(List<Entry> entries) {
		boolean details = this.shown.details(ProbeHealthGroups.shownAs(this.group));
		List<ProbeMember> members = new ArrayList<>();
		entries.forEach((entry) -> add(entry.name(), entry.contributor(), details, members));
		return reportOn(members);
	}

	private void add(String path, HealthContributor contributor, boolean details, List<ProbeMember> members) {
		if (contributor instanceof HealthContributors composite) {
			composite.forEach((entry) -> add(path + "/" + entry.name(), entry.contributor(), details, members));
		}
		else if (this.group.isMember(path)) {
			members.add(member(path, (HealthIndicator) contributor, details));
		}
	}

	private ProbeReport reportOn(List<ProbeMember> members) {
		Set<Status> statuses = new LinkedHashSet<>();
		members.forEach((member) -> statuses.add(new Status(member.status().code())));
		Status status = statuses.isEmpty() ? Status.UP : this.group.getStatusAggregator().getAggregateStatus(statuses);
		return new ProbeReport(new CheckStatus(status.getCode()),
				this.group.getHttpCodeStatusMapper().getStatusCode(status), members, this::reportOn);
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

}
