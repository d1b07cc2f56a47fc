package dev.healthcheck.benchmarks.load;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Answers}.
 */
class AnswersTests {

	private static Answers answers(int good, int failed) {
		Stream<Answer> answered = IntStream.rangeClosed(1, good).mapToObj((i) -> answer(good - i, i, 200));
		Stream<Answer> none = IntStream.range(0, failed).mapToObj((i) -> answer(good + i, 2000, 0));
		return new Answers(Stream.concat(answered, none).toList());
	}

	private static Answer answer(int dueSeconds, int millis, int status) {
		return new Answer(dueSeconds * 1_000_000_000L, millis * 1_000_000L, status);
	}

	@Test
	void millisAreOfTheNearestRank() {
		Answers answers = answers(200, 0);
		assertThat(answers.millis(50)).hasValue(100);
		assertThat(answers.millis(99)).hasValue(198);
		assertThat(answers.millis(100)).hasValue(200);
		assertThat(answers.failed()).isZero();
	}

	@Test
	void millisWhenProbesFailedCountTheseAsTheSlowest() {
		Answers answers = answers(98, 2);
		assertThat(answers.millis(50)).hasValue(50);
		assertThat(answers.millis(98)).hasValue(98);
		assertThat(answers.millis(99)).isEmpty();
		assertThat(answers.failed()).isEqualTo(2);
		assertThat(answers.statuses()).isEqualTo("2 × none, 98 × 200");
	}

	@Test
	void millisWhenThereAreNoneAreNone() {
		assertThat(answers(0, 0).millis(99)).isEmpty();
	}

	@Test
	void answersAreOkAsForALoadBalancer() {
		assertThat(List.of(200, 299, 302)).allMatch((status) -> answer(0, 1, status).isOk());
		assertThat(List.of(0, 404, 500, 503)).noneMatch((status) -> answer(0, 1, status).isOk());
	}

	@Test
	void allAreInTheOrderInWhichTheyWereDue() {
		assertThat(answers(5, 0).all()).extracting(Answer::dueSeconds).isSorted();
	}

}
