package dev.healthcheck.benchmarks.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

import dev.healthcheck.benchmarks.arm.Arm;
import dev.healthcheck.benchmarks.haproxy.Haproxy;
import dev.healthcheck.benchmarks.load.Answers;
import dev.healthcheck.benchmarks.report.LatencyPicture;
import dev.healthcheck.benchmarks.report.Overload;
import dev.healthcheck.benchmarks.report.OverloadPictures;
import dev.healthcheck.benchmarks.report.Picture;
import dev.healthcheck.benchmarks.report.Row;
import dev.healthcheck.benchmarks.report.ScenarioReport;
import dev.healthcheck.benchmarks.report.Value;

/**
 * Overload behind HAProxy: whether an instance that is merely slow is taken out, and its
 * load with it falls on the others; and whether one whose database is dead is.
 *
 * @param name what the command line calls it
 * @param connectionTimeout Hikari's, in seconds
 */
record HaproxyScenario(String name, int connectionTimeout) implements Scenario {

	private static final int QUICK_TIMEOUT = 2;

	/**
	 * Fewer than clients, so that requests wait for a thread, and probes in-band with
	 * them.
	 */
	private static final int THREADS = 100;

	private static final Duration DEAD_TTL = Duration.ofSeconds(3);

	@Override
	public String title() {
		return "Overload behind HAProxy, connection-timeout " + this.connectionTimeout + " s";
	}

	@Override
	public ScenarioReport run(Bench bench) throws InterruptedException {
		Optional<Path> program = Haproxy.program();
		Map<Contender, OverloadRun.Result> results = new LinkedHashMap<>();
		List<Row> rows = new ArrayList<>();
		for (Contender contender : contenders(bench.settings())) {
			if (program.isEmpty()) {
				rows.add(Row.notRun(contender.label(), "haproxy was not found (Debian package haproxy)"));
				continue;
			}
			try {
				OverloadRun.Result result = run(bench, program.get(), contender).run();
				results.put(contender, result);
				rows.add(row(contender, result));
			}
			catch (IOException | RuntimeException ex) {
				rows.add(Row.notRun(contender.label(), Fleet.reason(ex)));
			}
		}
		return new ScenarioReport(this.name, title(), what(bench.settings()), rows, series(results),
				(results.size() == 0) ? List.of() : pictures(results));
	}

	private OverloadRun run(Bench bench, Path program, Contender contender) {
		Settings settings = bench.settings();
		List<String> options = new ArrayList<>();
		options.add(Load.TEST_CONNECTIONS);
		options.add("--server.tomcat.threads.max=" + THREADS);
		options.add("--spring.datasource.hikari.connection-timeout=" + this.connectionTimeout * 1000);
		if (!contender.dead()) {
			return new OverloadRun(bench, program, contender.arm(), 0, settings.length(40, 7), options);
		}
		if (settings.quick()) {
			options.add("--healthcheck.checks.success-ttl=" + DEAD_TTL.toSeconds() + "s");
		}
		int before = settings.choose(10, 3);
		Duration length = Duration.ofSeconds(before + settings.choose(60, 12));
		return new OverloadRun(bench, program, contender.arm(), before, length, options);
	}

	private List<Contender> contenders(Settings settings) {
		List<Contender> contenders = new ArrayList<>();
		arms(settings).forEach((arm) -> contenders.add(new Contender(arm, false)));
		if (settings.arms().contains(Arm.PLAIN_READINESS) && !settings.quick()) {
			contenders.add(new Contender(Arm.PLAIN_READINESS, true));
		}
		// Where time is short, once
		if (settings.arms().contains(Arm.OURS_ROOT) && (!settings.quick() || this.connectionTimeout == QUICK_TIMEOUT)) {
			contenders.add(new Contender(Arm.OURS_ROOT, true));
		}
		return contenders;
	}

	// Where time is short, the two scenarios share the arms. In-band loses its instances
	Set<Arm> arms(Settings settings) {
		return settings.arms((this.connectionTimeout == QUICK_TIMEOUT) ? EnumSet.of(Arm.PLAIN_ROOT, Arm.OURS_ROOT)
				: EnumSet.of(Arm.IN_BAND, Arm.PLAIN_ROOT, Arm.OURS_READYZ));
	}

	private String what(Settings settings) {
		String what = "3 instances with " + THREADS
				+ " request threads and Hikari's pool of 10 behind HAProxy (inter 500 ms, time-out 1 s, fall 3, rise 2); "
				+ "600 closed-loop clients on a query of 250 ms. 'up' is what HAProxy has, probes are 20 a second at the "
				+ "first instance beside it. '1 database dies': that of the third instance is killed.";
		if (!settings.quick()) {
			return what;
		}
		return what + " There the starter's success-ttl is " + DEAD_TTL.toSeconds() + " s, not 27 s.";
	}

	private static Row row(Contender contender, OverloadRun.Result result) {
		List<Integer> up = result.samples().stream().map((sample) -> sample.count()).toList();
		int least = up.stream().min(Integer::compare).orElse(0);
		int most = up.stream().max(Integer::compare).orElse(0);
		List<Value> values = new ArrayList<>();
		values.add(new Value("up, of 3", (double) least, "", (least != most) ? least + "–" + most : "" + least));
		values.add(Value.count("503", result.clients().unavailable().total()));
		values.add(Value.of("200 per s", (double) result.clients().good().total() / result.seconds(), "/s"));
		values.add(Value.count("500", result.clients().other().total()));
		values.add(Value.count("no answer", result.clients().none().total()));
		values.add(Value.millis("probe p50", result.probes().millis(50), OverloadRun.TIMEOUT));
		values.add(Value.millis("p99", result.probes().millis(99), OverloadRun.TIMEOUT));
		values.add(Value.millis("max", result.probes().millis(100), OverloadRun.TIMEOUT));
		values.add(new Value("failed", (double) result.probes().failed(), "",
				result.probes().failed() + " of " + result.probes().size()));
		values.add(out(contender, result));
		return new Row(contender.label(), values, null);
	}

	private static Value out(Contender contender, OverloadRun.Result result) {
		String column = "dead one out after";
		OptionalDouble after = result.outAfter();
		if (after.isPresent() && after.getAsDouble() < 0) {
			return Value.text(column, "before it died");
		}
		if (after.isPresent()) {
			return Value.of(column, after.getAsDouble(), "s");
		}
		if (!contender.dead()) {
			return Value.text(column, "");
		}
		return Value.text(column, "not in " + Math.round(result.seconds() - result.killed()) + " s");
	}

	private static List<Overload> overloads(Map<Contender, OverloadRun.Result> results) {
		List<Overload> overloads = new ArrayList<>();
		results.forEach((contender,
				result) -> overloads.add(new Overload(contender.label(), result.killed(),
						result.samples()
							.stream()
							.map((sample) -> new Overload.Point(sample.seconds(), sample.count()))
							.toList(),
						result.clients().good().first(result.seconds()),
						result.clients().unavailable().first(result.seconds()))));
		return overloads;
	}

	private List<Picture> pictures(Map<Contender, OverloadRun.Result> results) {
		List<Overload> overloads = overloads(results);
		Map<String, Answers> probes = new LinkedHashMap<>();
		results.forEach((contender, result) -> probes.put(contender.label(), result.probes()));
		return List.of(OverloadPictures.all(this.name, title(), overloads),
				OverloadPictures.servers(this.name + "-servers", title(), overloads),
				OverloadPictures.refused(this.name + "-503", title(), overloads),
				OverloadPictures.good(this.name + "-200", title(), overloads),
				LatencyPicture.of(this.name + "-latency", title(), probes, OverloadRun.TIMEOUT));
	}

	private static Map<String, Object> series(Map<Contender, OverloadRun.Result> results) {
		Map<String, Object> series = new LinkedHashMap<>();
		overloads(results).forEach((overload) -> series.put(overload.arm(), overload));
		return series;
	}

	/**
	 * An arm, and what is done to it.
	 *
	 * @param arm the arm
	 * @param dead whether one database dies
	 */
	private record Contender(Arm arm, boolean dead) {

		String label() {
			if (!this.dead) {
				return this.arm.label();
			}
			return this.arm.label() + ", 1 database dies";
		}

	}

}
