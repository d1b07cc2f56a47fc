package dev.healthcheck.probe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import dev.healthcheck.check.CheckStatus;

/**
 * Value object for what is published about a group at one moment.
 *
 * @param status the aggregate of the members' statuses
 * @param code the HTTP status code for it
 * @param members the members, the worst first
 * @param excluded the names of the members that were left out, in the order in which they
 * were asked for
 * @param aggregator makes a report of other members
 * @since 0.1.0
 */
public record ProbeReport(CheckStatus status, int code, List<ProbeMember> members, Set<String> excluded,
		Function<List<ProbeMember>, ProbeReport> aggregator) {

	/** The parameter of a request that names a member to be left out. */
	static final String EXCLUDE = "exclude";

	private static final Comparator<ProbeMember> WORST_FIRST = Comparator
		.comparingInt((member) -> -member.status().severity());

	/**
	 * Create a report.
	 */
	public ProbeReport {
		List<ProbeMember> sorted = new ArrayList<>(members);
		sorted.sort(WORST_FIRST);
		members = Collections.unmodifiableList(sorted);
	}

	/**
	 * Create a report on all members of a group.
	 * @param status the aggregate of the members' statuses
	 * @param code the HTTP status code for it
	 * @param members the members, in any order
	 * @param aggregator makes a report of other members, of which there may be none
	 */
	public ProbeReport(CheckStatus status, int code, List<ProbeMember> members,
			Function<List<ProbeMember>, ProbeReport> aggregator) {
		this(status, code, members, Set.of(), aggregator);
	}

	/**
	 * Create a report that amounts to the same whichever members are left out.
	 * @param status the aggregate of the members' statuses
	 * @param code the HTTP status code for it
	 * @param members the members, in any order
	 */
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

	/**
	 * Return whether the group is well: neither does its status fail nor its code tell
	 * so.
	 * @return whether it is well
	 */
	public boolean isOk() {
		return !this.status.isFailing() && this.code < 400;
	}

	/**
	 * Return what the report amounts to.
	 * @return the outcome
	 */
	public ProbeOutcome outcome() {
		if (isOk()) {
			return ProbeOutcome.SUCCESS;
		}
		if (this.status.equals(CheckStatus.MAINTENANCE)) {
			return ProbeOutcome.MAINTENANCE;
		}
		// Whatever fails meanwhile: workers do, because this one is no longer counted
		return this.members.stream().anyMatch(ProbeMember::draining) ? ProbeOutcome.DRAINING : ProbeOutcome.FAILURE;
	}

	/**
	 * Return the report in one word: {@code ok}, {@code starting}, {@code draining}, or
	 * the name of the member that the status comes from.
	 * @return the word
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
		boolean starting = this.members.stream().anyMatch(ProbeMember::starting);
		if (starting && !this.members.get(0).status().equals(CheckStatus.MAINTENANCE)) {
			return "starting";
		}
		// The user's order of statuses need not be ours
		return this.members.stream()
			.filter((member) -> member.status().equals(this.status))
			.findFirst()
			.orElse(this.members.get(0))
			.name();
	}

}
