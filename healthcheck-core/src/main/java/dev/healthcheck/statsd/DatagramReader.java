package dev.healthcheck.statsd;

import java.net.InetSocketAddress;

/**
 * Reads datagrams: has their lines parsed, applied to the gauges and counted. A line ends
 * with a line feed, which the last one may lack, and with a carriage return before it
 * where it was typed in or comes from Windows. Used by one thread at a time.
 */
final class DatagramReader {

	/**
	 * The longest datagram that is read. StatsD's own documents name 8,932 bytes as the
	 * most that senders should put into one, for networks with jumbo frames.
	 */
	static final int MAX_BYTES = 9 * 1024;

	private final LineDecoder decoder = new LineDecoder();

	private final AllowedSources allowed;

	private final StatsdParser parser;

	private final Gauges gauges;

	private final OutcomeCounts outcomes;

	DatagramReader(AllowedSources allowed, StatsdParser parser, Gauges gauges, OutcomeCounts outcomes) {
		this.allowed = allowed;
		this.parser = parser;
		this.gauges = gauges;
		this.outcomes = outcomes;
	}

	/**
	 * Read a datagram. Throws nothing, whatever is in it.
	 * @param bytes the bytes
	 * @param length how many of them; more than {@link #MAX_BYTES} if it was longer
	 * @param source who has sent it
	 */
	void read(byte[] bytes, int length, InetSocketAddress source) {
		this.outcomes.datagram();
		if (!this.allowed.contains(source.getAddress())) {
			this.outcomes.line(StatsdOutcome.NOT_ALLOWED);
			return;
		}
		if (length > MAX_BYTES) {
			// Its last line may have been cut into one that means something else
			this.outcomes.line(StatsdOutcome.TOO_LONG);
			return;
		}
		int start = 0;
		do {
			int end = endOfLine(bytes, start, length);
			this.outcomes.line(readLine(bytes, start, end, source));
			start = end + 1;
		}
		while (start < length);
	}

	private static int endOfLine(byte[] bytes, int start, int length) {
		int end = start;
		while (end < length && bytes[end] != '\n') {
			end++;
		}
		return end;
	}

	private StatsdOutcome readLine(byte[] bytes, int start, int end, InetSocketAddress source) {
		boolean carriageReturn = end > start && bytes[end - 1] == '\r';
		String text = this.decoder.decode(bytes, start, carriageReturn ? end - 1 : end);
		if (text == null) {
			return StatsdOutcome.NOT_UTF8;
		}
		StatsdLine line = this.parser.parse(text);
		GaugeChange change = line.change();
		return (change != null) ? this.gauges.apply(source, change) : line.outcome();
	}

}
