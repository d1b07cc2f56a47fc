package dev.healthcheck.benchmarks.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import dev.healthcheck.benchmarks.arm.Arm;
import dev.healthcheck.benchmarks.arm.Database;
import dev.healthcheck.benchmarks.arm.Instance;
import dev.healthcheck.benchmarks.arm.Jdk;
import dev.healthcheck.benchmarks.load.Answer;
import dev.healthcheck.benchmarks.load.Answers;
import dev.healthcheck.benchmarks.load.Prober;
import dev.healthcheck.benchmarks.load.Target;
import dev.healthcheck.benchmarks.report.BarPicture;
import dev.healthcheck.benchmarks.report.Row;
import dev.healthcheck.benchmarks.report.ScenarioReport;
import dev.healthcheck.benchmarks.report.Value;

/**
 * Kills the database of all arms at once, and sees how long each takes to say so. Who
 * asks with a short time-out may hear nothing instead: an answer that is no answer, and
 * the same as under overload. So there are two clients, an impatient and a patient one.
 */
final class DeadDatabaseScenario implements Scenario {

	private static final String SAID = "answers 503 after";

	private static final Duration IMPATIENT = Duration.ofSeconds(2);

	private static final Duration PATIENT = Duration.ofSeconds(60);

	private static final Duration QUICK_TTL = Duration.ofSeconds(3);

	@Override
	public String name() {
		return "database";
	}

	@Override
	public String title() {
		return "Database dead";
	}

	@Override
	public ScenarioReport run(Bench bench) throws IOException, InterruptedException {
		Settings settings = bench.settings();
		Map<Arm, String> notRun = new LinkedHashMap<>();
		Map<Arm, Instance> instances = Map.of();
		List<Row> rows = new ArrayList<>();
		int seconds = (int) settings.length(60, 15).toSeconds();
		try (Database database = bench.launcher().database()) {
			instances = start(bench, database, notRun);
			Map<Arm, Asked> asked = new LinkedHashMap<>();
			instances.forEach((arm, instance) -> asked.put(arm, Asked.of(arm, instance)));
			TimeUnit.SECONDS.sleep(settings.choose(5, 2));
			long killed = System.nanoTime();
			database.kill();
			bench.say("  killed, waiting for " + seconds + " s");
			TimeUnit.SECONDS.sleep(seconds);
			for (Arm arm : settings.arms()) {
				Asked arms = asked.get(arm);
				rows.add((arms != null) ? arms.row(arm, killed, seconds)
						: Row.notRun(arm.label(), notRun.getOrDefault(arm, "unknown")));
			}
			asked.values().forEach(Asked::close);
		}
		finally {
			Fleet.close(instances.values());
		}
		Map<String, Map<String, Double>> bars = BarPicture.bars(rows, SAID);
		return new ScenarioReport(name(), title(), what(settings), rows, Map.of(), List.of(BarPicture.of(name(),
				title(), "until a patient client has its 503 (s); –: not in " + seconds + " s", bars)));
	}

	private static String what(Settings settings) {
		String what = "The database process of all arms is killed at once. "
				+ "Probes every 500 ms with a time-out of 2 s, and every second with one of "
				+ "60 s. Readiness does not contain 'db', with Boot or the starter, unless it is told to.";
		if (!settings.quick()) {
			return what + " Hikari's connection-timeout is its default, 30 s.";
		}
		return what + " Hikari's connection-timeout is 10 s, not 30 s, and the starter's success-ttl "
				+ QUICK_TTL.toSeconds() + " s, not 27 s.";
	}

	private static Map<Arm, Instance> start(Bench bench, Database database, Map<Arm, String> notRun)
			throws InterruptedException {
		List<String> options = new ArrayList<>(List.of(Load.TEST_CONNECTIONS));
		if (bench.settings().quick()) {
			options.add("--healthcheck.checks.success-ttl=" + QUICK_TTL.toSeconds() + "s");
			options.add("--spring.datasource.hikari.connection-timeout=10000");
		}
		Map<Arm, Callable<Instance>> starts = new LinkedHashMap<>();
		for (Arm arm : bench.settings().arms()) {
			starts.put(arm, () -> bench.launcher()
				.application(Jdk.current(), arm.variant(), database, options.toArray(String[]::new)));
		}
		return Fleet.all(starts, notRun);
	}

	/**
	 * Both clients of an arm.
	 *
	 * @param impatient the one with a short time-out
	 * @param patient the one that waits for the answer
	 */
	private record Asked(Prober impatient, Prober patient) {

		static Asked of(Arm arm, Instance instance) {
			Target target = new Target(instance.probePort(), arm.path());
			return new Asked(new Prober(target, Duration.ofMillis(500), IMPATIENT),
					new Prober(target, Duration.ofSeconds(1), PATIENT));
		}

		Row row(Arm arm, long killed, int seconds) {
			OptionalDouble failed = first(this.impatient, killed, (answer) -> !answer.isOk());
			OptionalDouble said = first(this.patient, killed, (answer) -> answer.status() == 503);
			Answers impatient = this.impatient.answers();
			return Row.of(arm.label(), seconds("first probe failed after", failed, seconds),
					seconds(SAID, said, seconds), Value.text("answers within 2 s", impatient.statuses()));
		}

		private static OptionalDouble first(Prober prober, long killed, Predicate<Answer> predicate) {
			double start = (prober.start() - killed) / 1e9;
			return prober.answers()
				.all()
				.stream()
				.filter(predicate)
				.mapToDouble((answer) -> start + answer.dueSeconds() + answer.millis() / 1000)
				.filter((at) -> at > 0)
				.min();
		}

		private static Value seconds(String column, OptionalDouble value, int seconds) {
			if (value.isEmpty()) {
				return Value.text(column, "not in " + seconds + " s");
			}
			return Value.of(column, value.getAsDouble(), "s");
		}

		void close() {
			this.impatient.close();
			this.patient.close();
		}

	}

}
