package dev.healthcheck.benchmarks.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.healthcheck.benchmarks.arm.ChildProcess;
import dev.healthcheck.benchmarks.arm.Database;
import dev.healthcheck.benchmarks.arm.Instance;
import dev.healthcheck.benchmarks.arm.Jdk;
import dev.healthcheck.benchmarks.arm.Launcher;
import dev.healthcheck.benchmarks.arm.Variant;
import dev.healthcheck.benchmarks.load.Median;
import dev.healthcheck.benchmarks.report.BarPicture;
import dev.healthcheck.benchmarks.report.Picture;
import dev.healthcheck.benchmarks.report.Row;
import dev.healthcheck.benchmarks.report.ScenarioReport;
import dev.healthcheck.benchmarks.report.Value;
import org.jspecify.annotations.Nullable;

/**
 * How many probes a second can be answered, measured by wrk in rounds: each round asks
 * every target, so that a ratio is of neighbours.
 */
final class ThroughputScenario implements Scenario {

	private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");

	private static final Pattern BAD = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

	private static final String BARE = "bare Tomcat filter";

	private static final String PLAIN = "plain Boot, /actuator/health";

	@Override
	public String name() {
		return "throughput";
	}

	@Override
	public String title() {
		return "Throughput of probes";
	}

	@Override
	public ScenarioReport run(Bench bench) throws IOException, InterruptedException {
		Optional<Path> wrk = Stream.of("/usr/bin/wrk", "/usr/local/bin/wrk")
			.map(Path::of)
			.filter(Files::isExecutable)
			.findFirst();
		List<Row> rows = new ArrayList<>();
		if (wrk.isEmpty()) {
			rows.add(Row.notRun("all", "wrk was not found (Debian package wrk)"));
		}
		else {
			rates(bench, wrk.get()).forEach((target, rates) -> rows.add(row(target, rates)));
		}
		List<Picture> pictures = new ArrayList<>();
		if (wrk.isPresent()) {
			pictures.add(BarPicture.of(name(), title(), "probes answered per second, median",
					BarPicture.bars(rows, "median")));
		}
		return new ScenarioReport(name(), title(), "wrk, 1 thread, 16 connections, "
				+ "median of rounds in which each target has its turn. Both roots ask 'db', "
				+ "'diskSpace', 'ssl' and the user's indicator; the starter's has 'workers' and 'maintenance' too.",
				rows, Map.of(), pictures);
	}

	private static Map<String, Rounds> rates(Bench bench, Path wrk) throws IOException, InterruptedException {
		Launcher launcher = bench.launcher().withoutJvmOptions();
		try (Database database = launcher.database();
				Instance bare = launcher.bareFilter(Jdk.current());
				Instance plain = launcher.application(Jdk.current(), Variant.PLAIN, database);
				Instance ours = launcher.application(Jdk.current(), Variant.OURS, database)) {
			Map<String, String> targets = new LinkedHashMap<>();
			targets.put(BARE, url(bare, "/livez"));
			targets.put("plain Boot, liveness", url(plain, "/actuator/health/liveness"));
			targets.put("plain Boot, readiness", url(plain, "/actuator/health/readiness"));
			targets.put("starter, /livez", url(ours, "/livez"));
			targets.put("starter, /readyz", url(ours, "/readyz"));
			targets.put(PLAIN, url(plain, "/actuator/health"));
			targets.put("starter, /actuator/health", url(ours, "/actuator/health"));
			Duration length = bench.settings().length(5, 1);
			for (String url : targets.values()) {
				rate(wrk, length, url);
			}
			Map<String, Rounds> rates = new LinkedHashMap<>();
			for (int round = 1; round <= bench.settings().choose(5, 1); round++) {
				bench.say("  round " + round);
				Map<String, Answered> now = new LinkedHashMap<>();
				for (Map.Entry<String, String> target : targets.entrySet()) {
					now.put(target.getKey(), rate(wrk, length, target.getValue()));
				}
				now.forEach((target, answered) -> rates.computeIfAbsent(target, (key) -> new Rounds())
					.add(answered, now.get(BARE), now.get(PLAIN)));
			}
			return rates;
		}
	}

	private static String url(Instance instance, String path) {
		return "http://127.0.0.1:" + instance.probePort() + path;
	}

	private static Answered rate(Path wrk, Duration length, String url) throws IOException, InterruptedException {
		String said = ChildProcess.run(length.plusSeconds(30), wrk.toString(), "-t1", "-c16",
				"-d" + length.toSeconds() + "s", url);
		Matcher rate = RATE.matcher(said);
		if (!rate.find()) {
			throw new IOException("wrk did not say a rate: " + said);
		}
		Matcher bad = BAD.matcher(said);
		long notGood = 0;
		if (bad.find()) {
			notGood = Long.parseLong(bad.group(1));
		}
		return new Answered(Double.parseDouble(rate.group(1)), notGood);
	}

	private static Row row(String target, Rounds rounds) {
		return Row.of(target, Value.of("median", Median.of(rounds.rates), "/s"),
				Value.of("worst", Collections.min(rounds.rates), "/s"),
				Value.of("× bare filter", Median.of(rounds.toBare), ""),
				Value.of("× plain /actuator/health", Median.of(rounds.toPlain), ""),
				Value.count("not 200", rounds.bad));
	}

	/**
	 * What wrk said.
	 *
	 * @param rate answers per second
	 * @param bad how many of all were not 200
	 */
	private record Answered(double rate, long bad) {

	}

	/**
	 * What a target had in each round.
	 */
	private static final class Rounds {

		private final List<Double> rates = new ArrayList<>();

		private final List<Double> toBare = new ArrayList<>();

		private final List<Double> toPlain = new ArrayList<>();

		private long bad;

		void add(Answered answered, @Nullable Answered bare, @Nullable Answered plain) {
			this.rates.add(answered.rate());
			this.toBare.add((bare != null) ? answered.rate() / bare.rate() : Double.NaN);
			this.toPlain.add((plain != null) ? answered.rate() / plain.rate() : Double.NaN);
			this.bad += answered.bad();
		}

	}

}
