package dev.healthcheck.statsd;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads datagrams: splits them into lines, has these parsed, and counts what becomes of
 * them. A line ends with a line feed, which the last one may lack, and with a carriage
 * return before it where it was typed in or comes from Windows. Empty lines are skipped.
 */
final class DatagramReader {

	/**
	 * The longest datagram that is read. StatsD's own documents name 8,932 bytes as the
	 * most that senders should put into one, for networks with jumbo frames.
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

	/**
	 * Read a datagram. Throws nothing, whatever is in it.
	 * @param bytes the bytes
	 * @param length how many of them; more than {@link #MAX_BYTES} if it was longer
	 * @param source the sender
	 */
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
