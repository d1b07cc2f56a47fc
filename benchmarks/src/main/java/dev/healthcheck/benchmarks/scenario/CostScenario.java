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
import dev.healthcheck.benchmarks.arm.Variant;
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
 * What the starter costs, next to plain Boot with and without a separate port: start-up
 * time, threads, memory, lines in the log. In rounds, in which each has its turn.
 */
final class CostScenario implements Scenario {

	/**
	 * The same path in each variant, so that all do the same work.
	 */
	private static final String PATH = Arm.PLAIN_ROOT.path();

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
			rounds(bench).forEach((variant, taken) -> rows.add(row(variant, taken)));
		}
		List<Picture> pictures = new ArrayList<>();
		if (reason == null) {
			pictures.add(BarPicture.of(name(), title(), "of plain Boot without a separate port (%)", relative(rows)));
		}
		return new ScenarioReport(name(), title(),
				"Plain Boot without and with a separate port, and the starter, in turns; medians. Start-up is from the "
						+ "start of the process until the application is ready. The lines that it logs, without a "
						+ "banner, are until the end of the probes: some come right after it is ready. The rest is "
						+ "after probes of the root, 50 a second, and a collection.",
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

	private static Map<Variant, List<Taken>> rounds(Bench bench) throws IOException, InterruptedException {
		Map<Variant, List<Taken>> rounds = new EnumMap<>(Variant.class);
		try (Database database = bench.launcher().database()) {
			for (int round = 1; round <= bench.settings().choose(5, 1); round++) {
				bench.say("  round " + round);
				for (Variant variant : Variant.values()) {
					rounds.computeIfAbsent(variant, (key) -> new ArrayList<>()).add(measure(bench, variant, database));
				}
			}
		}
		return rounds;
	}

	private static Taken measure(Bench bench, Variant variant, Database database)
			throws IOException, InterruptedException {
		try (Instance instance = bench.launcher()
			.withoutJvmOptions()
			.application(Jdk.current(), variant, database, "-XX:NativeMemoryTracking=summary",
					"--logging.level.root=info")) {
			Prober.probe(new Target(instance.probePort(), PATH), Duration.ofMillis(20), Duration.ofSeconds(2),
					bench.settings().length(10, 2));
			return new Taken(instance.startup().toMillis() / 1000.0, instance.logLines(),
					Footprint.of(Jdk.current(), instance.pid()));
		}
	}

	/**
	 * Return each figure as a share of that of plain Boot without a separate port, which
	 * is the first row.
	 * @param rows the rows
	 * @return the shares, by arm and figure
	 */
	static Map<String, Map<String, Double>> relative(List<Row> rows) {
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

	static String label(Variant variant) {
		return switch (variant) {
			case IN_BAND -> "plain Boot, one port";
			case PLAIN -> "plain Boot, separate port";
			case OURS -> "starter";
		};
	}

	private static Row row(Variant variant, List<Taken> rounds) {
		List<Double> starts = rounds.stream().map(Taken::startSeconds).toList();
		return Row.of(label(variant), Value.of("start-up", Median.of(starts), "s"),
				Value.of("worst", Collections.max(starts), "s"), Value.count("log lines", logLines(rounds)),
				median("threads", rounds, Footprint::threads, ""),
				median("resident", rounds, Footprint::residentMiB, "MiB"),
				median("threads' memory", rounds, Footprint::threadMiB, "MiB"),
				median("live heap", rounds, Footprint::liveMiB, "MiB"),
				median("both", rounds, (footprint) -> footprint.threadMiB() + footprint.liveMiB(), "MiB"));
	}

	private static long logLines(List<Taken> rounds) {
		return Math.round(Median.of(rounds.stream().map((taken) -> (double) taken.logLines()).toList()));
	}

	private static Value median(String column, List<Taken> rounds, ToDoubleFunction<Footprint> figure, String unit) {
		return Value.of(column,
				Median.of(rounds.stream().map((taken) -> figure.applyAsDouble(taken.footprint())).toList()), unit);
	}

	/**
	 * What was measured in a round.
	 *
	 * @param startSeconds how long it took to start
	 * @param logLines how many lines it logged from its start to the end of the probes
	 * @param footprint what it took then
	 */
	private record Taken(double startSeconds, int logLines, Footprint footprint) {

	}

}
