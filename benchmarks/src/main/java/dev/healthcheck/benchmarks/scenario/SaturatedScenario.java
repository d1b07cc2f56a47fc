package dev.healthcheck.benchmarks.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.healthcheck.benchmarks.arm.Arm;
import dev.healthcheck.benchmarks.arm.Database;
import dev.healthcheck.benchmarks.arm.Instance;
import dev.healthcheck.benchmarks.arm.Jdk;
import dev.healthcheck.benchmarks.arm.Launcher;
import dev.healthcheck.benchmarks.load.Answers;
import dev.healthcheck.benchmarks.report.LatencyPicture;
import dev.healthcheck.benchmarks.report.Row;
import dev.healthcheck.benchmarks.report.ScenarioReport;
import dev.healthcheck.benchmarks.report.Value;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the processors busy with one application after another, and compares the
 * starter's probe with a bare thread in the same JVM.
 *
 * @param name what the command line calls it
 * @param title what reports call it
 * @param what what is done
 * @param release the JDK that it needs; 0 for the one that runs the harness
 * @param load what saturates the processors
 * @param options of the application
 */
record SaturatedScenario(String name, String title, String what, int release, Load load,
		List<String> options) implements Scenario {

	private static final Arm LIMITED = Arm.OURS_READYZ;

	// They are measured one after another
	static Set<Arm> arms(Settings settings) {
		return settings.arms(EnumSet.allOf(Arm.class), EnumSet.of(Arm.PLAIN_ROOT, LIMITED, Arm.BARE_THREAD));
	}

	@Override
	public ScenarioReport run(Bench bench) throws IOException, InterruptedException {
		Map<Arm, String> notRun = new EnumMap<>(Arm.class);
		Map<Arm, SaturatedRun.Result> results = new EnumMap<>(Arm.class);
		Optional<Jdk> jdk = (this.release != 0) ? Jdk.of(this.release) : Optional.of(Jdk.current());
		if (jdk.isEmpty()) {
			arms(bench.settings()).forEach((arm) -> notRun.put(arm, "JDK " + this.release + " was not found"));
		}
		else {
			try (Database database = bench.launcher().database()) {
				measure(bench, jdk.get(), database, results, notRun);
			}
		}
		return report(bench.settings(), results, notRun);
	}

	private void measure(Bench bench, Jdk jdk, Database database, Map<Arm, SaturatedRun.Result> results,
			Map<Arm, String> notRun) throws InterruptedException {
		Launcher launcher = bench.launcher().givingWay();
		Map<Set<Arm>, Callable<Instance>> starts = new LinkedHashMap<>();
		for (Set<Arm> arms : applications(arms(bench.settings()))) {
			List<String> all = new ArrayList<>(this.options);
			if (arms.contains(Arm.BARE_THREAD)) {
				all.add("--benchmark.bare-thread=true");
			}
			Arm first = arms.iterator().next();
			starts.put(arms, () -> launcher.application(jdk, first.variant(), database, all.toArray(String[]::new)));
		}
		Map<Set<Arm>, String> failures = new LinkedHashMap<>();
		Map<Set<Arm>, Instance> instances = Fleet.all(starts, failures);
		try {
			for (Map.Entry<Set<Arm>, Instance> instance : instances.entrySet()) {
				Set<Arm> arms = instance.getKey();
				bench.say("  " + String.join("; ", arms.stream().map(Arm::label).toList()));
				// What it is still busy with is not the next arm's
				try (Instance closed = instance.getValue()) {
					results.putAll(new SaturatedRun(bench, this.load, arms).run(closed, notRun));
				}
				catch (InterruptedException ex) {
					throw ex;
				}
				catch (Exception ex) {
					failures.put(arms, Fleet.reason(ex));
				}
			}
		}
		finally {
			Fleet.close(instances.values());
		}
		failures.forEach((arms, reason) -> arms.forEach((arm) -> notRun.put(arm, reason)));
	}

	/**
	 * Return which arms share an application: the bare thread and the probe that it is
	 * compared with.
	 * @param arms all arms
	 * @return the arms of each application
	 */
	static List<Set<Arm>> applications(Set<Arm> arms) {
		List<Set<Arm>> applications = new ArrayList<>();
		for (Arm arm : arms) {
			if (arm != Arm.BARE_THREAD || !arms.contains(LIMITED)) {
				applications.add(EnumSet.of(arm));
			}
			else {
				applications.stream().filter((others) -> others.contains(LIMITED)).forEach((others) -> others.add(arm));
			}
		}
		return applications;
	}

	private ScenarioReport report(Settings settings, Map<Arm, SaturatedRun.Result> results, Map<Arm, String> notRun) {
		List<Row> rows = new ArrayList<>();
		Map<String, Answers> lines = new LinkedHashMap<>();
		for (Arm arm : arms(settings)) {
			SaturatedRun.Result result = results.get(arm);
			if (result == null) {
				rows.add(Row.notRun(arm.label(), notRun.getOrDefault(arm, "unknown")));
				continue;
			}
			lines.put(arm.label(), result.answers());
			rows.add(row(arm, result, (arm == LIMITED) ? results.get(Arm.BARE_THREAD) : null));
		}
		return new ScenarioReport(this.name, this.title, this.what, rows, Map.of(), (lines.size() == 0) ? List.of()
				: List.of(LatencyPicture.of(this.name + "-latency", this.title, lines, SaturatedRun.TIMEOUT)));
	}

	private static Row row(Arm arm, SaturatedRun.Result result, SaturatedRun.@Nullable Result limit) {
		List<Value> values = new ArrayList<>(ProbedScenario.latencies(result.answers(), SaturatedRun.TIMEOUT));
		values.add(result.takenOut()
			.map((count) -> Value.count("taken out", count))
			.orElseGet(() -> Value.text("taken out", "haproxy was not found")));
		values.add(ratio("p50 × bare thread", 50, result, limit));
		values.add(ratio("p99 × bare thread", 99, result, limit));
		return new Row(arm.label(), values, null);
	}

	static Value ratio(String column, double percent, SaturatedRun.Result result, SaturatedRun.@Nullable Result limit) {
		if (limit == null) {
			return Value.text(column, "");
		}
		OptionalDouble millis = result.answers().millis(percent);
		OptionalDouble least = limit.answers().millis(percent);
		if (millis.isEmpty() || least.isEmpty()) {
			return Value.text(column, "failed");
		}
		return Value.of(column, millis.getAsDouble() / least.getAsDouble(), "");
	}

}
