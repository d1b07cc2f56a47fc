package dev.healthcheck.statsd;

import java.util.Set;

/**
 * Parses lines, {@code name:value|g[|@rate][|#tags][|field]...}. Pure: a line that cannot
 * be read is a reason, never an exception, and takes time in proportion to its length.
 *
 * <p>
 * What is not one of the gauges is not looked at any further. A value with a sign is a
 * change, as <a href="https://github.com/statsd/statsd/blob/master/docs/metric_types.md">
 * StatsD defines it</a>; a fraction must be zero, since some senders format all numbers
 * as decimals ({@code 3.0}, {@code 3.000000}). A sample rate must be one, and changes
 * nothing: a gauge is not scaled. Tags are ignored, and so is every other field that is
 * not empty: <a href=
 * "https://docs.datadoghq.com/developers/dogstatsd/datagram_shell/">DogStatsD</a> keeps
 * adding fields, and its clients send {@code c:}, {@code e:}, {@code card:} and {@code T}
 * without being asked.
 */
final class StatsdParser {

	private final Set<String> gauges;

	/**
	 * Create a parser.
	 * @param gauges the names of the gauges
	 */
	StatsdParser(Set<String> gauges) {
		this.gauges = Set.copyOf(gauges);
	}

	/**
	 * Parse a line.
	 * @param line the line, without its end
	 * @return what it says, or why it says nothing
	 */
	StatsdLine parse(String line) {
		if (line.isEmpty()) {
			return StatsdLine.refused(StatsdOutcome.EMPTY);
		}
		int colon = line.indexOf(':');
		String name = line.substring(0, Math.max(0, colon));
		if (name.isEmpty() || name.indexOf('|') >= 0) {
			return StatsdLine.refused(StatsdOutcome.MALFORMED);
		}
		if (!this.gauges.contains(name)) {
			return StatsdLine.refused(StatsdOutcome.OTHER_METRIC);
		}
		int bar = line.indexOf('|', colon);
		int end = (bar < 0) ? bar : endOfField(line, bar);
		if (end <= bar + 1) {
			return StatsdLine.refused(StatsdOutcome.MALFORMED);
		}
		if (!line.substring(bar + 1, end).equals("g")) {
			return StatsdLine.refused(StatsdOutcome.OTHER_TYPE);
		}
		StatsdOutcome fields = fields(line, end);
		if (fields != StatsdOutcome.COUNTED) {
			return StatsdLine.refused(fields);
		}
		return value(name, line.substring(colon + 1, bar));
	}

	private static int endOfField(String line, int bar) {
		int next = line.indexOf('|', bar + 1);
		return (next < 0) ? line.length() : next;
	}

	private static StatsdOutcome fields(String line, int start) {
		boolean rate = false;
		boolean tags = false;
		int bar = start;
		while (bar < line.length()) {
			int end = endOfField(line, bar);
			if (end == bar + 1) {
				return StatsdOutcome.MALFORMED;
			}
			char kind = line.charAt(bar + 1);
			if ((kind == '@' && rate) || (kind == '#' && tags)) {
				return StatsdOutcome.MALFORMED;
			}
			if (kind == '@' && !isRate(line.substring(bar + 2, end))) {
				return StatsdOutcome.BAD_RATE;
			}
			rate |= kind == '@';
			tags |= kind == '#';
			bar = end;
		}
		return StatsdOutcome.COUNTED;
	}

	private static boolean isRate(String text) {
		Decimal rate = Decimal.parse(text, 0);
		return rate != null && rate.whole() == (rate.fractional() ? 0 : 1);
	}

	private static StatsdLine value(String gauge, String text) {
		boolean negative = text.startsWith("-");
		boolean relative = negative || text.startsWith("+");
		Decimal value = Decimal.parse(text, relative ? 1 : 0);
		if (value == null) {
			return StatsdLine.refused(StatsdOutcome.NOT_A_NUMBER);
		}
		if (value.fractional()) {
			return StatsdLine.refused(StatsdOutcome.NOT_WHOLE);
		}
		if (value.whole() == Decimal.TOO_LARGE) {
			return StatsdLine.refused(StatsdOutcome.OVERFLOW);
		}
		int amount = (int) value.whole();
		return StatsdLine.of(new GaugeChange(gauge, relative, negative ? -amount : amount));
	}

}
