package dev.healthcheck.statsd;

import java.net.InetSocketAddress;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses lines, {@code name:value|g[|@rate][|#tags][|field]...}, and applies them to the
 * gauges. A line that cannot be read is an outcome, never an exception, and takes time in
 * proportion to its length: the patterns are possessive.
 *
 * <p>
 * Of other metrics only the name is read. A value with a sign is a change, as defined by
 * <a href="https://github.com/statsd/statsd/blob/master/docs/metric_types.md">StatsD</a>.
 * A fraction must be zero: some senders format all numbers as decimals ({@code 3.0},
 * {@code 3.000000}). A sample rate must be valid, and changes nothing: a gauge is not
 * scaled. Tags and all other fields that are not empty are ignored: <a href=
 * "https://docs.datadoghq.com/developers/dogstatsd/datagram_shell/">DogStatsD</a> keeps
 * adding fields, and its clients send {@code c:}, {@code e:}, {@code card:} and {@code T}
 * by default.
 */
record StatsdParser(Set<String> names, Gauges gauges) {

	private static final Pattern GAUGE = Pattern.compile("([^|]*+)\\|g((?:\\|[^|]++)*+)");

	// The JDK's parsers accept digits of any script, and some accept 1e9 and NaN
	private static final Pattern VALUE = Pattern.compile("([+-]?)(?=[0-9])0*+([0-9]*+)(?:\\.0++)?");

	private static final Pattern RATE = Pattern.compile("\\|@(?:0++\\.0*+[1-9][0-9]*+|0*+1(?:\\.0++)?+)(?=\\||\\z)");

	/** The digits of {@link Integer#MAX_VALUE}. */
	private static final int MAX_DIGITS = 10;

	StatsdOutcome parse(String line, InetSocketAddress source) {
		int colon = line.indexOf(':');
		String name = line.substring(0, Math.max(0, colon));
		if (name.isEmpty() || name.indexOf('|') >= 0) {
			return StatsdOutcome.MALFORMED;
		}
		if (!this.names.contains(name)) {
			return StatsdOutcome.OTHER_METRIC;
		}
		Matcher gauge = GAUGE.matcher(line).region(colon + 1, line.length());
		if (!gauge.matches() || !areValid(gauge.group(2))) {
			return StatsdOutcome.MALFORMED;
		}
		Matcher value = VALUE.matcher(gauge.group(1));
		if (!value.matches()) {
			return StatsdOutcome.INVALID_VALUE;
		}
		String digits = value.group(2);
		if (digits.length() > MAX_DIGITS) {
			return StatsdOutcome.OUT_OF_RANGE;
		}
		long amount = digits.isEmpty() ? 0 : Long.parseLong(digits);
		return switch (value.group(1)) {
			case "+" -> this.gauges.add(source, name, amount);
			case "-" -> this.gauges.add(source, name, -amount);
			default -> this.gauges.set(source, name, amount);
		};
	}

	// Each field begins with a bar, and is not empty. There may be one rate, and one list
	// of tags
	private static boolean areValid(String fields) {
		int rate = fields.indexOf("|@");
		return rate == fields.lastIndexOf("|@") && fields.indexOf("|#") == fields.lastIndexOf("|#")
				&& (rate < 0 || RATE.matcher(fields).region(rate, fields.length()).lookingAt());
	}

}
