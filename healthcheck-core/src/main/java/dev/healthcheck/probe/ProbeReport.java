package dev.healthcheck.probe;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import dev.healthcheck.check.CheckStatus;

/**
 * Value object for the published results of a group at one moment.
 *
 * @param status the aggregate of the members' statuses
 * @param code the HTTP status code for it
 * @param members the members, the worst first
 * @param excluded the names of the members that the request excludes, in its order
 * @param aggregator makes a report of other members, of which there may be none
 * @since 0.1.0
 */
public record ProbeReport(CheckStatus status, int code, List<ProbeMember> members, Set<String> excluded,
		Function<List<ProbeMember>, ProbeReport> aggregator) {

	/** The parameter of a request that names a member to exclude. */
	static final String EXCLUDE = "exclude";

	private static final Comparator<ProbeMember> WORST_FIRST = Comparator
		.comparingInt((member) -> -member.status().severity());

	/** Create a report. The members may be in any order. */
	public ProbeReport {
		members = members.stream().sorted(WORST_FIRST).toList();
	}

	/** Create a report on all members of a group. */
	public ProbeReport(CheckStatus status, int code, List<ProbeMember> members,
			Function<List<ProbeMember>, ProbeReport> aggregator) {
		this(status, code, members, Set.of(), aggregator);
	}

	/** Create a report whose status and code stay the same when members are excluded. */
	public ProbeReport(CheckStatus status, int code, List<ProbeMember> members) {
		this(status, code, members, (left) -> new ProbeReport(status, code, left));
	}

	ProbeReport without(List<String> names) {
		Set<String> excluded = new LinkedHashSet<>(names);
		excluded.removeIf((name) -> this.members.stream().noneMatch((member) -> member.name().equals(name)));
		if (excluded.isEmpty()) {
			return this;
		}
		List<ProbeMember> left = this.members.stream().filter((member) -> !excluded.contains(member.name())).toList();
		ProbeReport report = this.aggregator.apply(left);
		return new ProbeReport(report.status, report.code, report.members, Collections.unmodifiableSet(excluded),
				this.aggregator);
	}

	/** Return whether neither the status nor the code is that of a failure. */
	public boolean isOk() {
		return !this.status.isFailing() && this.code < 400;
	}

	public ProbeOutcome outcome() {
		if (isOk()) {
			return ProbeOutcome.SUCCESS;
		}
		if (this.status.equals(CheckStatus.MAINTENANCE)) {
			return ProbeOutcome.MAINTENANCE;
		}
		// Even if others fail: workers does, because this process is no longer counted
		return this.members.stream().anyMatch(ProbeMember::draining) ? ProbeOutcome.DRAINING : ProbeOutcome.FAILURE;
	}

	/**
	 * Return the report in one word: {@code ok}, {@code starting}, {@code draining}, or
	 * the name of the member that the status comes from.
	 */
	public String word() {
		if (isOk()) {
			return "ok";
		}
		if (outcome() == ProbeOutcome.DRAINING) {
			return "draining";
		}
		if (this.members.isEmpty()) {
			return this.status.code();
		}
		ProbeMember worst = this.members.get(0);
		if (!worst.status().equals(CheckStatus.MAINTENANCE) && this.members.stream().anyMatch(ProbeMember::starting)) {
			return "starting";
		}
		// The configured order of statuses may differ from ours
		return this.members.stream()
			.filter((member) -> member.status().equals(this.status))
			.findFirst()
			.orElse(worst)
			.name();
	}

}
