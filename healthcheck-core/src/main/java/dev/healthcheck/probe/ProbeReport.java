package dev.healthcheck.probe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import dev.healthcheck.check.CheckStatus;

/**
 * Value object for what is published about a group at one moment.
 *
 * @param status the aggregate of the members' statuses
 * @param code the HTTP status code for it
 * @param members the members, the worst first
 * @since 0.1.0
 */
public record ProbeReport(CheckStatus status, int code, List<ProbeMember> members) {

	private static final Comparator<ProbeMember> WORST_FIRST = Comparator
		.comparingInt((member) -> -member.status().severity());

	/**
	 * Create a report.
	 * @param status the aggregate of the members' statuses
	 * @param code the HTTP status code for it
	 * @param members the members, in any order
	 */
	public ProbeReport {
		List<ProbeMember> sorted = new ArrayList<>(members);
		sorted.sort(WORST_FIRST);
		members = Collections.unmodifiableList(sorted);
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
