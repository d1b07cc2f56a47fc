package dev.healthcheck.benchmarks.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.healthcheck.benchmarks.haproxy.Haproxy;
import dev.healthcheck.benchmarks.haproxy.SharedRule;
import dev.healthcheck.benchmarks.report.BarPicture;
import dev.healthcheck.benchmarks.report.Picture;
import dev.healthcheck.benchmarks.report.Row;
import dev.healthcheck.benchmarks.report.ScenarioReport;

/**
 * A database that all instances share: whether its loss takes all of them out, and
 * whether one that has lost it alone is avoided.
 */
final class SharedScenario implements Scenario {

	@Override
	public String name() {
		return "shared";
	}

	@Override
	public String title() {
		return "A database that all instances share";
	}

	@Override
	public ScenarioReport run(Bench bench) throws IOException, InterruptedException {
		Duration length = bench.settings().length(60, 8);
		Optional<Path> program = Haproxy.program();
		Map<SharedRule, SharedRun.Result> results = new EnumMap<>(SharedRule.class);
		List<Row> rows = new ArrayList<>();
		if (program.isPresent()) {
			results.putAll(new SharedRun(bench, program.get(), length).run());
			results.forEach((rule, result) -> rows.add(row(rule, result)));
		}
		else {
			rows.add(Row.notRun("all", "haproxy was not found (Debian package haproxy)"));
		}
		return new ScenarioReport(name(), title(), what(length), rows, Map.of(),
				results.isEmpty() ? List.of() : List.of(picture(results)));
	}

	private static String what(Duration length) {
		return SharedRun.INSTANCES + " instances of the starter; each rule has a HAProxy of its own (inter 1 s, "
				+ "time-out 1 s, fall 3, rise 2) in front of the same ones, and clients of its own: 40 requests a second "
				+ "that do not need the database, and 10 that do. The database of all is away for " + length.toSeconds()
				+ " s; then that of one instance. Lost is all but 200. While all have lost the database, requests that "
				+ "need it fail whatever the rule. Connection-timeout 1 s; the starter's success-ttl and failure-ttl of "
				+ "'db' are 1 s.";
	}

	private static Row row(SharedRule rule, SharedRun.Result result) {
		return Row.of(rule.label(), result.all().without().value("all lost it: db not needed"),
				result.all().with().value("all lost it: db needed"),
				result.one().without().value("one lost it: db not needed"),
				result.one().with().value("one lost it: db needed"));
	}

	private Picture picture(Map<SharedRule, SharedRun.Result> results) {
		Map<String, Map<String, Double>> bars = new LinkedHashMap<>();
		results.forEach((rule, result) -> {
			bar(bars, "all lose it: requests that do not need it", rule, result.all().without());
			bar(bars, "one loses it: requests that do not need it", rule, result.one().without());
			bar(bars, "one loses it: requests that need it", rule, result.one().with());
		});
		return BarPicture.of(name(), title(), "requests lost (%); –: none", bars);
	}

	private static void bar(Map<String, Map<String, Double>> bars, String series, SharedRule rule, Loss loss) {
		bars.computeIfAbsent(series, (key) -> new LinkedHashMap<>()).put(rule.label(), loss.percent());
	}

}
