package dev.healthcheck.benchmarks.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.healthcheck.benchmarks.arm.Arm;
import dev.healthcheck.benchmarks.arm.Database;
import dev.healthcheck.benchmarks.arm.Instance;
import dev.healthcheck.benchmarks.arm.Jdk;
import dev.healthcheck.benchmarks.load.Answers;
import dev.healthcheck.benchmarks.load.Prober;
import dev.healthcheck.benchmarks.load.Target;
import dev.healthcheck.benchmarks.report.LatencyPicture;
import dev.healthcheck.benchmarks.report.Row;
import dev.healthcheck.benchmarks.report.ScenarioReport;
import dev.healthcheck.benchmarks.report.Value;

/**
 * Keeps one application of each arm busy without using the processors, and probes all
 * arms at the same time.
 *
 * @param name what the command line calls it
 * @param title what reports call it
 * @param what what is done
 * @param load what keeps the application busy
 * @param options of the application
 */
record ProbedScenario(String name, String title, String what, Load load, List<String> options) implements Scenario {

	static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final Duration PERIOD = Duration.ofMillis(20);

	@Override
	public ScenarioReport run(Bench bench) throws IOException, InterruptedException {
		Map<Arm, String> notRun = new EnumMap<>(Arm.class);
		Map<Arm, Answers> answers;
		try (Database database = bench.launcher().database()) {
			answers = measure(bench, database, notRun);
		}
		return report(bench, answers, notRun);
	}

	private Map<Arm, Answers> measure(Bench bench, Database database, Map<Arm, String> notRun)
			throws InterruptedException {
		Map<Arm, Callable<Instance>> starts = new LinkedHashMap<>();
		for (Arm arm : bench.settings().arms()) {
			starts.put(arm, () -> bench.launcher()
				.application(Jdk.current(), arm.variant(), database, this.options.toArray(String[]::new)));
		}
		Map<Arm, Instance> instances = Fleet.all(starts, notRun);
		try {
			Map<Arm, Callable<Answers>> turns = new LinkedHashMap<>();
			instances.forEach((arm, instance) -> turns.put(arm, () -> measure(bench, arm, instance)));
			return Fleet.all(turns, notRun);
		}
		finally {
			Fleet.close(instances.values());
		}
	}

	private Answers measure(Bench bench, Arm arm, Instance instance) throws Exception {
		Target target = new Target(instance.probePort(), arm.path());
		Prober.probe(target, PERIOD, TIMEOUT, Duration.ofSeconds(bench.settings().choose(5, 1)));
		Duration length = bench.settings().length(20, 3);
		AutoCloseable busy = this.load.on(instance);
		try {
			bench.say(this.name + ": " + arm.label() + ", " + length.toSeconds() + " s");
			return Prober.probe(target, PERIOD, TIMEOUT, length);
		}
		finally {
			busy.close();
		}
	}

	private ScenarioReport report(Bench bench, Map<Arm, Answers> answers, Map<Arm, String> notRun) {
		List<Row> rows = new ArrayList<>();
		Map<String, Answers> lines = new LinkedHashMap<>();
		for (Arm arm : bench.settings().arms()) {
			Answers all = answers.get(arm);
			if (all == null) {
				rows.add(Row.notRun(arm.label(), notRun.getOrDefault(arm, "unknown")));
				continue;
			}
			lines.put(arm.label(), all);
			rows.add(new Row(arm.label(), latencies(all, TIMEOUT), null));
		}
		return new ScenarioReport(this.name, this.title, this.what, rows, Map.of(), (lines.size() == 0) ? List.of()
				: List.of(LatencyPicture.of(this.name + "-latency", this.title, lines, TIMEOUT)));
	}

	static List<Value> latencies(Answers answers, Duration timeout) {
		return List.of(Value.millis("probe p50", answers.millis(50), timeout),
				Value.millis("p99", answers.millis(99), timeout), Value.millis("max", answers.millis(100), timeout),
				Value.count("failed", answers.failed()), Value.text("answers", answers.statuses()));
	}

}
