package dev.healthcheck.benchmarks.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import dev.healthcheck.benchmarks.arm.Arm;
import dev.healthcheck.benchmarks.arm.Instance;
import dev.healthcheck.benchmarks.haproxy.Haproxy;
import dev.healthcheck.benchmarks.load.Answers;
import dev.healthcheck.benchmarks.load.Prober;
import dev.healthcheck.benchmarks.load.Target;

/**
 * Saturates one application, probes it, and lets a HAProxy for each of its arms check it
 * meanwhile. Arms in one application are measured at the same time, so that a ratio of
 * the two is one of the same JVM and the same disturbances.
 *
 * @param bench what to measure with
 * @param load what saturates the processors
 * @param arms the arms that this application has
 */
record SaturatedRun(Bench bench, Load load, Set<Arm> arms) {

	/**
	 * Longer than elsewhere: the question is how long, not whether.
	 */
	static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final Duration PERIOD = Duration.ofMillis(100);

	Map<Arm, Result> run(Instance instance, Map<Arm, String> notRun) throws Exception {
		Map<Arm, Target> targets = new EnumMap<>(Arm.class);
		this.arms.forEach((arm) -> targets.put(arm, target(arm, instance)));
		probe(targets, Duration.ofSeconds(this.bench.settings().choose(5, 1)), notRun);
		// One that was taken out while the load began counts too: so they come before it
		Map<Arm, Haproxy> views = new EnumMap<>(Arm.class);
		try {
			view(targets, views);
			AutoCloseable busy = this.load.on(instance);
			try {
				Map<Arm, Answers> answers = probe(targets, this.bench.settings().length(30, 4), notRun);
				return results(answers, views);
			}
			finally {
				busy.close();
			}
		}
		finally {
			Fleet.close(views.values());
		}
	}

	private static Target target(Arm arm, Instance instance) {
		int port = (arm == Arm.BARE_THREAD) ? instance.bareThreadPort() : instance.probePort();
		return new Target(port, arm.path());
	}

	private static Map<Arm, Answers> probe(Map<Arm, Target> targets, Duration length, Map<Arm, String> notRun)
			throws InterruptedException {
		Map<Arm, Callable<Answers>> turns = new LinkedHashMap<>();
		targets.forEach((arm, target) -> turns.put(arm, () -> Prober.probe(target, PERIOD, TIMEOUT, length)));
		return Fleet.all(turns, notRun);
	}

	private void view(Map<Arm, Target> targets, Map<Arm, Haproxy> views) throws IOException, InterruptedException {
		Optional<Path> program = Haproxy.program();
		if (program.isEmpty()) {
			return;
		}
		for (Map.Entry<Arm, Target> target : targets.entrySet()) {
			views.put(target.getKey(),
					Haproxy.start(program.get(), this.bench.processes(), this.bench.temporary(), target.getValue()));
		}
	}

	private static Map<Arm, Result> results(Map<Arm, Answers> answers, Map<Arm, Haproxy> views) throws IOException {
		Map<Arm, Result> results = new EnumMap<>(Arm.class);
		for (Map.Entry<Arm, Answers> answer : answers.entrySet()) {
			Haproxy view = views.get(answer.getKey());
			Optional<Integer> takenOut = (view != null) ? Optional.of(view.takenOut().get(0)) : Optional.empty();
			results.put(answer.getKey(), new Result(answer.getValue(), takenOut));
		}
		return results;
	}

	/**
	 * What came of it.
	 *
	 * @param answers what probes were answered
	 * @param takenOut how often HAProxy took the application out; empty without HAProxy
	 */
	record Result(Answers answers, Optional<Integer> takenOut) {

	}

}
