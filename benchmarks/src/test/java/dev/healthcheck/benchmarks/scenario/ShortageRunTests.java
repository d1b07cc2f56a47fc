package dev.healthcheck.benchmarks.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.healthcheck.benchmarks.load.Answer;
import dev.healthcheck.benchmarks.load.Answers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link ShortageRun} and {@link Shortage}.
 */
class ShortageRunTests {

	/**
	 * Return what came of a shortage from second 2 to 4, with a probe a second that is
	 * answered within a tenth of one.
	 * @param statuses the statuses
	 * @return the result
	 */
	private static ShortageRun.Result result(int... statuses) {
		List<Answer> answers = new ArrayList<>();
		for (int i = 0; i < statuses.length; i++) {
			answers.add(new Answer(i * 1_000_000_000L, 100_000_000L, statuses[i]));
		}
		return new ShortageRun.Result(new Answers(answers), 2, 4);
	}

	@Test
	void duringIsOfProbesThatWereDueThen() {
		assertThat(result(0, 0, 200, 0, 0, 200).during().statuses()).isEqualTo("1 × none, 1 × 200");
	}

	@Test
	void wellAfterIsCountedFromTheEndToTheFirstAfterTheLastFailure() {
		assertThat(result(200, 200, 0, 0, 200, 200).wellAfter().getAsDouble()).isCloseTo(0.1, within(1e-9));
		assertThat(result(200, 200, 0, 0, 0, 200, 503, 200, 200).wellAfter().getAsDouble()).isCloseTo(3.1,
				within(1e-9));
	}

	@Test
	void wellAfterIsEmptyWhereTheLastProbeFailed() {
		assertThat(result(200, 200, 0, 0, 200, 0).wellAfter()).isEmpty();
		assertThat(result(200, 200, 0, 0).wellAfter()).isEmpty();
	}

	@Test
	void lengthIsAsStatedForEach() {
		Settings full = new Settings(false, null, Set.of());
		assertThat(Shortage.HEAP.length(full)).hasSeconds(5);
		assertThat(Shortage.FILES.length(full)).hasSeconds(30);
		assertThat(Shortage.THREADS.length(new Settings(true, Duration.ofSeconds(7), Set.of()))).hasSeconds(7);
	}

}
