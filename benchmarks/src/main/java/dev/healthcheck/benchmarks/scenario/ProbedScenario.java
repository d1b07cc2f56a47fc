package dev.healthcheck.benchmarks.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.healthcheck.benchmarks.arm.Arm;
import dev.healthcheck.benchmarks.arm.Database;
import dev.healthcheck.benchmarks.arm.Instance;
import dev.healthcheck.benchmarks.arm.Jdk;
import dev.healthcheck.benchmarks.arm.Launcher;
import dev.healthcheck.benchmarks.load.Answers;
import dev.healthcheck.benchmarks.load.Prober;
import dev.healthcheck.benchmarks.load.Target;
import dev.healthcheck.benchmarks.report.LatencyPicture;
import dev.healthcheck.benchmarks.report.Row;
import dev.healthcheck.benchmarks.report.ScenarioReport;
import dev.healthcheck.benchmarks.report.Value;

/**
 * Keeps one application of each arm busy, and probes it. Where that needs no processor,
 * all arms are measured at the same time; otherwise one after another.
 *
 * @param name what the command line calls it
 * @param title what reports call it
 * @param what what is done
 * @param release the JDK that it needs; 0 for the one that runs the harness
 * @param sideBySide whether all arms are measured at the same time
 * @param timeout after how long a probe has failed
 * @param load what keeps the application busy
 * @param options of the application
 */
record ProbedScenario(String name, String title, String what, int release, boolean sideBySide, Duration timeout,
		Load load, List<String> options) implements Scenario {

	private static final Duration PERIOD = Duration.ofMillis(20);

	@Override
	public ScenarioReport run(Bench bench) throws IOException, InterruptedException {
		Map<Arm, String> notRun = new EnumMap<>(Arm.class);
		Map<Arm, Answers> answers = new LinkedHashMap<>();
		Optional<Jdk> jdk = (this.release != 0) ? Jdk.of(this.release) : Optional.of(Jdk.current());
		if (jdk.isEmpty()) {
			bench.settings().arms().forEach((arm) -> notRun.put(arm, "JDK " + this.release + " was not found"));
		}
		else {
			try (Database database = bench.launcher().database()) {
				measure(bench, jdk.get(), database, answers, notRun);
			}
		}
		return report(bench, answers, notRun);
	}

	private void measure(Bench bench, Jdk jdk, Database database, Map<Arm, Answers> answers, Map<Arm, String> notRun)
			throws InterruptedException {
		Launcher launcher = bench.launcher().givingWay(!this.sideBySide);
		Map<Arm, Callable<Instance>> starts = new LinkedHashMap<>();
		for (Arm arm : bench.settings().arms()) {
			starts.put(arm,
					() -> launcher.application(jdk, arm.variant(), database, this.options.toArray(String[]::new)));
		}
		Map<Arm, Instance> instances = Fleet.all(starts, notRun);
		try {
			if (this.sideBySide) {
				Map<Arm, Callable<Answers>> turns = new LinkedHashMap<>();
				instances.forEach((arm, instance) -> turns.put(arm, () -> measure(bench, arm, instance)));
				answers.putAll(Fleet.all(turns, notRun));
				return;
			}
			for (Map.Entry<Arm, Instance> instance : instances.entrySet()) {
				Arm arm = instance.getKey();
				answers.putAll(Fleet.all(Map.of(arm, () -> measure(bench, arm, instance.getValue())), notRun));
				// What it is still busy with is not the next arm's
				instance.getValue().close();
			}
		}
		finally {
			Fleet.close(instances.values());
		}
	}

	private Answers measure(Bench bench, Arm arm, Instance instance) throws Exception {
		Target target = new Target(instance.probePort(), arm.path());
		Prober.probe(target, PERIOD, this.timeout, Duration.ofSeconds(bench.settings().choose(5, 1)));
		Duration length = bench.settings().length(20, 3);
		AutoCloseable busy = this.load.on(instance);
		try {
			bench.say(this.name + ": " + arm.label() + ", " + length.toSeconds() + " s");
			return Prober.probe(target, PERIOD, this.timeout, length);
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
			rows.add(new Row(arm.label(), latencies(all, this.timeout), null));
		}
		return new ScenarioReport(this.name, this.title, this.what, rows, Map.of(), (lines.size() == 0) ? List.of()
				: List.of(LatencyPicture.of(this.name + "-latency", this.title, lines, this.timeout)));
	}

	static List<Value> latencies(Answers answers, Duration timeout) {
		return List.of(Value.millis("probe p50", answers.millis(50), timeout),
				Value.millis("p99", answers.millis(99), timeout), Value.millis("max", answers.millis(100), timeout),
				Value.count("failed", answers.failed()), Value.text("answers", answers.statuses()));
	}

}
