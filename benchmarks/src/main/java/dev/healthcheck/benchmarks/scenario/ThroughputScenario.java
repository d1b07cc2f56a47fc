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
import dev.healthcheck.benchmarks.report.Row;
import dev.healthcheck.benchmarks.report.ScenarioReport;
import dev.healthcheck.benchmarks.report.Value;

/**
 * How many probes a second can be answered, measured by wrk in rounds: each round asks
 * every target, so that a ratio is of neighbours.
 */
final class ThroughputScenario implements Scenario {

	private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");

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
		return new ScenarioReport(name(), title(), "wrk, 1 thread, 16 connections, "
				+ "median of rounds in which each target has its turn. Both roots ask 'db', "
				+ "'diskSpace', 'ssl' and the user's indicator; the starter's has 'workers' and 'maintenance' too.",
				rows, Map.of(), List.of());
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
				Map<String, Double> now = new LinkedHashMap<>();
				for (Map.Entry<String, String> target : targets.entrySet()) {
					now.put(target.getKey(), rate(wrk, length, target.getValue()));
				}
				now.forEach((target, rate) -> rates.computeIfAbsent(target, (key) -> new Rounds())
					.add(rate, rate / now.getOrDefault(BARE, Double.NaN), rate / now.getOrDefault(PLAIN, Double.NaN)));
			}
			return rates;
		}
	}

	private static String url(Instance instance, String path) {
		return "http://127.0.0.1:" + instance.probePort() + path;
	}

	private static double rate(Path wrk, Duration length, String url) throws IOException, InterruptedException {
		String said = ChildProcess.run(length.plusSeconds(30), wrk.toString(), "-t1", "-c16",
				"-d" + length.toSeconds() + "s", url);
		Matcher rate = RATE.matcher(said);
		if (!rate.find() || said.contains("Non-2xx")) {
			throw new IOException("wrk had not 200 alone from " + url + ": " + said);
		}
		return Double.parseDouble(rate.group(1));
	}

	private static Row row(String target, Rounds rounds) {
		return Row.of(target, Value.of("median", Median.of(rounds.rates), "/s"),
				Value.of("worst", Collections.min(rounds.rates), "/s"),
				Value.of("× bare filter", Median.of(rounds.toBare), ""),
				Value.of("× plain /actuator/health", Median.of(rounds.toPlain), ""));
	}

	/**
	 * What a target had in each round.
	 */
	private static final class Rounds {

		private final List<Double> rates = new ArrayList<>();

		private final List<Double> toBare = new ArrayList<>();

		private final List<Double> toPlain = new ArrayList<>();

		void add(double rate, double bare, double plain) {
			this.rates.add(rate);
			this.toBare.add(bare);
			this.toPlain.add(plain);
		}

	}

}
