package dev.healthcheck.probe;

import java.util.List;

/**
 * Strategy used to make a report of members: what their statuses amount to, and the HTTP
 * status code for that.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ReportAggregator {

	/**
	 * Make a report.
	 * @param members the members, in any order; with none all is well
	 * @return the report on these members
	 */
	ProbeReport report(List<ProbeMember> members);

}
