package dev.healthcheck.benchmarks.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;

import dev.healthcheck.benchmarks.arm.Arm;
import dev.healthcheck.benchmarks.arm.Database;
import dev.healthcheck.benchmarks.arm.Instance;
import dev.healthcheck.benchmarks.arm.Jdk;
import dev.healthcheck.benchmarks.arm.Launcher;
import dev.healthcheck.benchmarks.report.Row;
import dev.healthcheck.benchmarks.report.ScenarioReport;
import dev.healthcheck.benchmarks.report.Value;

/**
 * Applications that run out of memory, threads or file descriptors for a while: whether
 * probes are answered meanwhile, and how soon they are afterwards.
 */
final class ExhaustionScenario implements Scenario {

	/**
	 * Both are readiness on a port of its own.
	 */
	private static final List<Arm> ARMS = List.of(Arm.PLAIN_READINESS, Arm.OURS_READYZ);

	@Override
	public String name() {
		return "exhaustion";
	}

	@Override
	public String title() {
		return "No memory, no thread, no file descriptor";
	}

	@Override
	public ScenarioReport run(Bench bench) throws IOException, InterruptedException {
		List<Row> rows = new ArrayList<>();
		try (Database database = bench.launcher().database()) {
			for (Shortage shortage : Shortage.values()) {
				bench.say("  " + shortage.label() + ", " + shortage.length(bench.settings()).toSeconds() + " s");
				rows.addAll(rows(bench, database, shortage));
			}
		}
		return new ScenarioReport(name(), title(),
				"Each fault on applications that have just been started, both arms at the same time, at nice 5. An "
						+ "application uses up the resource by itself and gives it back. 10 probes a second, time-out "
						+ ShortageRun.TIMEOUT.toSeconds() + " s.",
				rows, Map.of(), List.of());
	}

	private static List<Row> rows(Bench bench, Database database, Shortage shortage) throws InterruptedException {
		Launcher launcher = bench.launcher().givingWay().limited(shortage.limit());
		Map<Arm, String> notRun = new EnumMap<>(Arm.class);
		Map<Arm, Callable<Instance>> starts = new LinkedHashMap<>();
		for (Arm arm : ARMS) {
			starts.put(arm, () -> launcher.application(Jdk.current(), arm.variant(), database,
					shortage.options().toArray(String[]::new)));
		}
		Map<Arm, Instance> instances = Fleet.all(starts, notRun);
		try {
			Map<Arm, Callable<ShortageRun.Result>> turns = new LinkedHashMap<>();
			instances
				.forEach((arm, instance) -> turns.put(arm, () -> new ShortageRun(bench, shortage, arm).run(instance)));
			Map<Arm, ShortageRun.Result> results = Fleet.all(turns, notRun);
			return ARMS.stream()
				.map((arm) -> results.containsKey(arm) ? row(bench.settings(), shortage, arm, results.get(arm))
						: Row.notRun(label(shortage, arm), notRun.getOrDefault(arm, "unknown")))
				.toList();
		}
		finally {
			Fleet.close(instances.values());
		}
	}

	private static String label(Shortage shortage, Arm arm) {
		return shortage.label() + ": " + arm.label();
	}

	private static Row row(Settings settings, Shortage shortage, Arm arm, ShortageRun.Result result) {
		return Row.of(label(shortage, arm), Value.of("fault", result.end() - result.start(), "s"),
				new Value("failed meanwhile", (double) result.during().failed(), "",
						result.during().failed() + " of " + result.during().size()),
				Value.text("answers meanwhile", result.during().statuses()), wellAfter(settings, result));
	}

	private static Value wellAfter(Settings settings, ShortageRun.Result result) {
		String column = "200 again after";
		OptionalDouble after = result.wellAfter();
		if (after.isEmpty()) {
			return Value.text(column, "never (" + ShortageRun.patience(settings) + " s)");
		}
		return Value.of(column, after.getAsDouble(), "s");
	}

}
