package dev.healthcheck.benchmarks.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.benchmarks.arm.Arm;
import dev.healthcheck.benchmarks.arm.Instance;
import dev.healthcheck.benchmarks.load.Answer;
import dev.healthcheck.benchmarks.load.Answers;
import dev.healthcheck.benchmarks.load.Prober;
import dev.healthcheck.benchmarks.load.Target;

/**
 * One application that runs out of a resource, and has it again.
 *
 * @param bench what to measure with
 * @param shortage what it runs out of
 * @param arm the arm
 */
record ShortageRun(Bench bench, Shortage shortage, Arm arm) {

	static final Duration TIMEOUT = Duration.ofSeconds(1);

	private static final Duration PERIOD = Duration.ofMillis(100);

	/**
	 * It is well again when so many probes in a row are.
	 */
	private static final int STABLE = 10;

	static int patience(Settings settings) {
		return settings.choose(60, 15);
	}

	Result run(Instance instance) throws IOException, InterruptedException {
		Target target = new Target(instance.probePort(), this.arm.path());
		Prober.probe(target, PERIOD, TIMEOUT, Duration.ofSeconds(this.bench.settings().choose(5, 1)));
		try (Prober prober = new Prober(target, PERIOD, TIMEOUT)) {
			TimeUnit.MILLISECONDS.sleep(500);
			double start = seconds(prober);
			instance.exhaust(this.shortage.resource(), this.shortage.length(this.bench.settings()));
			double end = seconds(prober);
			double limit = end + patience(this.bench.settings());
			while (seconds(prober) < limit && !isStable(prober.answers(), end)) {
				TimeUnit.MILLISECONDS.sleep(PERIOD.toMillis());
			}
			return new Result(prober.end(), start, end);
		}
	}

	private static double seconds(Prober prober) {
		return (System.nanoTime() - prober.start()) / 1e9;
	}

	private static boolean isStable(Answers answers, double end) {
		List<Answer> after = answers.all().stream().filter((answer) -> answer.dueSeconds() >= end).toList();
		return after.size() >= STABLE
				&& after.subList(after.size() - STABLE, after.size()).stream().allMatch(Answer::isOk);
	}

	/**
	 * What came of it.
	 *
	 * @param answers the answers
	 * @param start when the shortage began, in seconds
	 * @param end when it was over
	 */
	record Result(Answers answers, double start, double end) {

		/**
		 * Return the answers to probes that were due during the shortage.
		 * @return the answers
		 */
		Answers during() {
			return new Answers(this.answers.all()
				.stream()
				.filter((answer) -> answer.dueSeconds() >= this.start && answer.dueSeconds() < this.end)
				.toList());
		}

		/**
		 * Return how long after the shortage a probe was answered well for the first time
		 * after the last one that was not.
		 * @return seconds; empty where none was
		 */
		OptionalDouble wellAfter() {
			OptionalDouble well = OptionalDouble.empty();
			for (Answer answer : this.answers.all()) {
				if (answer.dueSeconds() >= this.end) {
					if (!answer.isOk()) {
						well = OptionalDouble.empty();
					}
					else if (well.isEmpty()) {
						well = OptionalDouble.of(answer.dueSeconds() + answer.millis() / 1000 - this.end);
					}
				}
			}
			return well;
		}

	}

}
