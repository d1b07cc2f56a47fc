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

	private static final Pattern GAUGE = Pattern.compile("([^|]*+)\\|g((?:\\|[^|]++)*+)");

	// The JDK's own parsers accept digits of any script, and some accept 1e9 and NaN
	private static final Pattern VALUE = Pattern.compile("([+-]?)(?=[0-9])0*+([0-9]*+)(?:\\.0++)?");

	private static final Pattern RATE = Pattern.compile("@(?:0++\\.0*+[1-9][0-9]*+|0*+1(?:\\.0++)?)");

	/** The digits of {@link Integer#MAX_VALUE}. */
	private static final int MAX_DIGITS = 10;

	private final Set<String> names;

	private final Gauges gauges;

	StatsdParser(Set<String> names, Gauges gauges) {
		this.names = Set.copyOf(names);
		this.gauges = gauges;
	}

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

	private static boolean areValid(String fields) {
		boolean rate = false;
		boolean tags = false;
		for (String field : fields.split("\\|")) {
			if (field.startsWith("@")) {
				if (rate || !RATE.matcher(field).matches()) {
					return false;
				}
				rate = true;
			}
			else if (field.startsWith("#")) {
				if (tags) {
					return false;
				}
				tags = true;
			}
		}
		return true;
	}

}
