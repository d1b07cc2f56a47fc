package dev.healthcheck.statsd;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Says what the listener must make of datagrams. Written in another way, out of regular
 * expressions, {@link BigDecimal} and no thought of speed, so that one mistake is not
 * made twice.
 */
final class StatsdOracle {

	private static final Pattern NAMED = Pattern.compile("([^:|]+):(.*)", Pattern.DOTALL);

	private static final Pattern FIELDS = Pattern.compile("([^|]*)\\|([^|]+)(.*)", Pattern.DOTALL);

	private static final Pattern UNSIGNED = Pattern.compile("[0-9]+(\\.[0-9]+)?");

	private static final Pattern NUMBER = Pattern.compile("([+-]?)(" + UNSIGNED + ")");

	private static final BigDecimal MAX = new BigDecimal("2147483647");

	private final Set<String> gauges;

	private final int limit;

	private final long expiry;

	private final Map<String, Said> said = new TreeMap<>();

	private final Map<StatsdOutcome, Long> lines = new EnumMap<>(StatsdOutcome.class);

	private long sequence;

	StatsdOracle(Set<String> gauges, int limit, long expiry) {
		this.gauges = gauges;
		this.limit = limit;
		this.expiry = expiry;
	}

	void hear(byte[] datagram, String source, long now) {
		if (datagram.length > 9216) {
			this.lines.merge(StatsdOutcome.TOO_LONG, 1L, Long::sum);
			return;
		}
		Stream.of(new String(datagram, StandardCharsets.ISO_8859_1).split("\n", -1))
			.map((line) -> line.replaceFirst("\r\\z", ""))
			.filter((line) -> !line.isEmpty())
			.forEach((line) -> this.lines.merge(line(line, source, now), 1L, Long::sum));
	}

	private StatsdOutcome line(String line, String source, long now) {
		byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
		String text = new String(bytes, StandardCharsets.UTF_8);
		if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes) || text.contains("\uFFFD")) {
			return StatsdOutcome.MALFORMED;
		}
		Matcher named = NAMED.matcher(line);
		if (!named.matches()) {
			return StatsdOutcome.MALFORMED;
		}
		if (!this.gauges.contains(named.group(1))) {
			return StatsdOutcome.OTHER_METRIC;
		}
		Matcher fields = FIELDS.matcher(named.group(2));
		if (!fields.matches()) {
			return StatsdOutcome.MALFORMED;
		}
		if (!fields.group(2).equals("g")) {
			return StatsdOutcome.MALFORMED;
		}
		StatsdOutcome wrong = wrongField(fields.group(3));
		return (wrong != null) ? wrong : value(source + "/" + named.group(1), fields.group(1), now);
	}

	private static @Nullable StatsdOutcome wrongField(String fields) {
		Set<String> kinds = new HashSet<>();
		String[] each = fields.split("\\|", -1);
		for (int i = 1; i < each.length; i++) {
			String kind = each[i].replaceFirst("(?s)\\A([@#]?).*", "$1");
			if (each[i].isEmpty() || (!kind.isEmpty() && !kinds.add(kind))) {
				return StatsdOutcome.MALFORMED;
			}
			if (kind.equals("@") && !isRate(each[i].substring(1))) {
				return StatsdOutcome.MALFORMED;
			}
		}
		return null;
	}

	private static boolean isRate(String text) {
		return UNSIGNED.matcher(text).matches() && new BigDecimal(text).signum() > 0
				&& new BigDecimal(text).compareTo(BigDecimal.ONE) <= 0;
	}

	private StatsdOutcome value(String key, String text, long now) {
		Matcher number = NUMBER.matcher(text);
		if (!number.matches()) {
			return StatsdOutcome.INVALID_VALUE;
		}
		BigDecimal value = new BigDecimal(number.group(2));
		if (value.remainder(BigDecimal.ONE).signum() != 0) {
			return StatsdOutcome.INVALID_VALUE;
		}
		if (value.compareTo(MAX) > 0) {
			return StatsdOutcome.OUT_OF_RANGE;
		}
		expire(now);
		Said last = this.said.get(key);
		BigDecimal before = (last != null) ? last.value() : BigDecimal.ZERO;
		BigDecimal after = switch (number.group(1)) {
			case "+" -> before.add(value);
			case "-" -> before.subtract(value);
			default -> value;
		};
		if (after.signum() < 0) {
			return StatsdOutcome.OUT_OF_RANGE;
		}
		if (after.compareTo(MAX) > 0) {
			return StatsdOutcome.OUT_OF_RANGE;
		}
		this.said.put(key, new Said(after, now, this.sequence++));
		this.said.values().removeIf((each) -> each.value().signum() == 0);
		if (this.said.size() > this.limit) {
			this.said.values().remove(this.said.values().stream().min(Comparator.comparing(Said::order)).orElseThrow());
		}
		return StatsdOutcome.COUNTED;
	}

	private void expire(long now) {
		this.said.values().removeIf((each) -> now - each.at() >= this.expiry);
	}

	long total(long now) {
		expire(now);
		return this.said.values().stream().map(Said::value).reduce(BigDecimal.ZERO, BigDecimal::add).longValueExact();
	}

	Map<StatsdOutcome, Long> lines() {
		return this.lines;
	}

	private record Said(BigDecimal value, long at, long order) {
	}

}
