package dev.healthcheck.statsd;

import java.util.Map;
import java.util.OptionalLong;

/**
 * Value object for what a listener has received since it was created.
 *
 * @param workers the number of workers by the last values of the sources
 * @param counts the number of counts that are kept: one for each source and gauge that is
 * not zero
 * @param countsGivenUp the number of counts that were removed because there were too many
 * @param datagrams the number of datagrams that were received
 * @param lines the number of lines, or of datagrams that were not read, by outcome;
 * without outcomes that have not occurred
 * @param datagramsLost the number of datagrams that the kernel has dropped since the port
 * was opened, because they arrived faster than they were read; empty if unknown
 */
public record StatsdStatistics(long workers, int counts, long countsGivenUp, long datagrams,
		Map<StatsdOutcome, Long> lines, OptionalLong datagramsLost) {

	public StatsdStatistics {
		lines = Map.copyOf(lines);
	}

}
