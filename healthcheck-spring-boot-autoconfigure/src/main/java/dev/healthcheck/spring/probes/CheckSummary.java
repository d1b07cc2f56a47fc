package dev.healthcheck.spring.probes;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckVerdict;
import org.jspecify.annotations.Nullable;

/**
 * Sums up all checks in one line, such as {@code 12 checks: 10 UP, 1 DOWN (stock), 1
 * pending (search)}.
 */
final class CheckSummary {

	/** The line stays readable: <code>/actuator/health</code> shows all. */
	private static final int MAX_NAMES = 10;

	private CheckSummary() {
	}

	static String of(CheckRegistry checks) {
		Map<String, List<String>> names = new TreeSet<>(checks.names()).stream()
			.collect(Collectors.groupingBy((name) -> state(checks.verdict(name)), TreeMap::new, Collectors.toList()));
		int total = names.values().stream().mapToInt(List::size).sum();
		List<String> up = names.remove(CheckStatus.UP.code());
		String head = total + ((total == 1) ? " check: " : " checks: ") + ((up != null) ? up.size() : 0) + " UP";
		return names.entrySet()
			.stream()
			.map((entry) -> part(entry.getKey(), entry.getValue()))
			.collect(Collectors.joining("", head, ""));
	}

	private static String state(@Nullable CheckVerdict verdict) {
		if (verdict == null || (verdict.result() == null && !verdict.isLate())) {
			return "pending";
		}
		return verdict.status().code();
	}

	private static String part(String state, List<String> names) {
		String shown = names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
		return ", " + names.size() + " " + state + " (" + shown + ((names.size() > MAX_NAMES) ? ", …)" : ")");
	}

}
