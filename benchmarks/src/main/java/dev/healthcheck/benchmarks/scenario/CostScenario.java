package dev.healthcheck.benchmarks.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.healthcheck.benchmarks.arm.Arm;
import dev.healthcheck.benchmarks.arm.Database;
import dev.healthcheck.benchmarks.arm.Instance;
import dev.healthcheck.benchmarks.arm.Jdk;
import dev.healthcheck.benchmarks.load.Median;
import dev.healthcheck.benchmarks.load.Prober;
import dev.healthcheck.benchmarks.load.Target;
import dev.healthcheck.benchmarks.report.BarPicture;
import dev.healthcheck.benchmarks.report.Picture;
import dev.healthcheck.benchmarks.report.Row;
import dev.healthcheck.benchmarks.report.ScenarioReport;
import dev.healthcheck.benchmarks.report.Value;
import org.jspecify.annotations.Nullable;

/**
 * What the starter costs, next to plain Boot with a separate port: start-up time,
 * threads, memory. In rounds, in which each has its turn.
 */
final class CostScenario implements Scenario {

	private static final List<Arm> ARMS = List.of(Arm.PLAIN_ROOT, Arm.OURS_ROOT);

	@Override
	public String name() {
		return "cost";
	}

	@Override
	public String title() {
		return "What it costs";
	}

	@Override
	public ScenarioReport run(Bench bench) throws IOException, InterruptedException {
		List<Row> rows = new ArrayList<>();
		String reason = reason();
		if (reason != null) {
			rows.add(Row.notRun("all", reason));
		}
		else {
			Map<Arm, List<Taken>> rounds = rounds(bench);
			rounds.forEach((arm, taken) -> rows.add(row(arm, taken)));
		}
		List<Picture> pictures = new ArrayList<>();
		if (reason == null) {
			pictures.add(BarPicture.of(name(), title(), "of plain Boot with a separate port (%)", relative(rows)));
		}
		return new ScenarioReport(name(), title(),
				"Plain Boot on a separate port and the starter, in turns; medians. Start-up is from the start of the "
						+ "process until the application is ready. The rest is after probes of the root, 50 a second, and "
						+ "a collection.",
				rows, Map.of(), pictures);
	}

	private static @Nullable String reason() {
		if (!Files.isExecutable(Jdk.current().jcmd())) {
			return "jcmd was not found: a JRE has none";
		}
		if (!Files.isReadable(Path.of("/proc/self/status"))) {
			return "there is no /proc";
		}
		return null;
	}

	private static Map<Arm, List<Taken>> rounds(Bench bench) throws IOException, InterruptedException {
		Map<Arm, List<Taken>> rounds = new EnumMap<>(Arm.class);
		try (Database database = bench.launcher().database()) {
			for (int round = 1; round <= bench.settings().choose(5, 1); round++) {
				bench.say("  round " + round);
				for (Arm arm : ARMS) {
					rounds.computeIfAbsent(arm, (key) -> new ArrayList<>()).add(measure(bench, arm, database));
				}
			}
		}
		return rounds;
	}

	private static Taken measure(Bench bench, Arm arm, Database database) throws IOException, InterruptedException {
		try (Instance instance = bench.launcher()
			.withoutJvmOptions()
			.application(Jdk.current(), arm.variant(), database, "-XX:NativeMemoryTracking=summary")) {
			Prober.probe(new Target(instance.probePort(), arm.path()), Duration.ofMillis(20), Duration.ofSeconds(2),
					bench.settings().length(10, 2));
			return new Taken(instance.startup().toMillis() / 1000.0, Footprint.of(Jdk.current(), instance.pid()));
		}
	}

	/**
	 * Return each figure as a share of plain Boot's, which is the first row.
	 * @param rows the rows
	 * @return the shares, by arm and figure
	 */
	private static Map<String, Map<String, Double>> relative(List<Row> rows) {
		Map<String, Map<String, Double>> shares = new LinkedHashMap<>();
		List<Value> plain = rows.get(0).values();
		for (Row row : rows) {
			Map<String, Double> figures = new LinkedHashMap<>();
			for (int i = 0; i < plain.size(); i++) {
				Double number = row.values().get(i).number();
				Double whole = plain.get(i).number();
				if (number != null && whole != null) {
					figures.put(plain.get(i).column(), 100 * number / whole);
				}
			}
			shares.put(row.arm(), figures);
		}
		return shares;
	}

	private static Row row(Arm arm, List<Taken> rounds) {
		List<Double> starts = rounds.stream().map(Taken::startSeconds).toList();
		return Row.of(arm.label(), Value.of("start-up", Median.of(starts), "s"),
				Value.of("worst", Collections.max(starts), "s"), median("threads", rounds, Footprint::threads, ""),
				median("resident", rounds, Footprint::residentMiB, "MiB"),
				median("threads' memory", rounds, Footprint::threadMiB, "MiB"),
				median("live heap", rounds, Footprint::liveMiB, "MiB"),
				median("both", rounds, (footprint) -> footprint.threadMiB() + footprint.liveMiB(), "MiB"));
	}

	private static Value median(String column, List<Taken> rounds, ToDoubleFunction<Footprint> figure, String unit) {
		return Value.of(column,
				Median.of(rounds.stream().map((taken) -> figure.applyAsDouble(taken.footprint())).toList()), unit);
	}

	/**
	 * What was measured in a round.
	 *
	 * @param startSeconds how long it took to start
	 * @param footprint what it took then
	 */
	private record Taken(double startSeconds, Footprint footprint) {

	}

}
