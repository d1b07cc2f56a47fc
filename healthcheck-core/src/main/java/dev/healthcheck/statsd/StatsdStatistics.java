package dev.healthcheck.statsd;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Value object for what a listener has received since it was created.
 *
 * @param workers how many workers there are by the last values of the sources
 * @param counts how many counts are kept: one for each source and gauge that is not zero
 * @param countsGivenUp how many counts were given up because there were too many
 * @param datagrams how many datagrams were received
 * @param lines what has become of their lines, or of the datagram where it was not read;
 * outcomes that have not occurred are left out
 * @param datagramsLost how many datagrams the kernel has dropped since the port was
 * opened, because they came faster than they were read; empty where it does not tell
 * @since 0.1.0
 */
public record StatsdStatistics(long workers, int counts, long countsGivenUp, long datagrams,
		Map<StatsdOutcome, Long> lines, OptionalLong datagramsLost) {

	/**
	 * Create statistics.
	 */
	public StatsdStatistics {
		lines = Collections.unmodifiableMap(new TreeMap<>(lines));
	}

}
