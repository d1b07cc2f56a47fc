package dev.healthcheck.statsd;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Splits datagrams into lines, and counts the outcomes of these. A line ends with a line
 * feed, which the last one may lack; a carriage return before it, from Windows or a
 * terminal, is ignored. Empty lines are skipped.
 */
final class DatagramReader {

	/**
	 * The maximum length of a datagram. StatsD's documentation allows senders at most
	 * 8,932 bytes, for networks with jumbo frames.
	 */
	static final int MAX_BYTES = 9 * 1024;

	/** What a decoder puts in place of bytes that are not UTF-8. */
	private static final char REPLACEMENT = '\uFFFD';

	private final StatsdParser parser;

	private final AtomicLong datagrams = new AtomicLong();

	private final Map<StatsdOutcome, Long> lines = new ConcurrentHashMap<>();

	DatagramReader(StatsdParser parser) {
		this.parser = parser;
	}

	// Never throws. The length is above MAX_BYTES if the datagram was longer
	void read(byte[] bytes, int length, InetSocketAddress source) {
		this.datagrams.incrementAndGet();
		if (length > MAX_BYTES) {
			// Its last line may have been cut into one that means something else
			count(StatsdOutcome.TOO_LONG);
			return;
		}
		for (String line : new String(bytes, 0, length, StandardCharsets.UTF_8).split("\n")) {
			String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
			if (!text.isEmpty()) {
				count((text.indexOf(REPLACEMENT) >= 0) ? StatsdOutcome.MALFORMED : this.parser.parse(text, source));
			}
		}
	}

	private void count(StatsdOutcome outcome) {
		this.lines.merge(outcome, 1L, Long::sum);
	}

	long datagrams() {
		return this.datagrams.get();
	}

	Map<StatsdOutcome, Long> lines() {
		return this.lines;
	}

}
