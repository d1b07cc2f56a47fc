package dev.healthcheck.worker;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerSource#greatest}.
 */
class WorkerSourceTests {

	private static WorkerCount greatest(WorkerSource... sources) throws IOException {
		return WorkerSource.greatest(List.of(sources)).count();
	}

	@Test
	void countIsTheGreatest() throws IOException {
		assertThat(greatest(() -> WorkerCount.of(1), () -> WorkerCount.of(3), () -> WorkerCount.of(2)))
			.isEqualTo(WorkerCount.of(3));
	}

	@Test
	void countWhenThereIsNoSourceIsZero() throws IOException {
		assertThat(greatest()).isEqualTo(WorkerCount.of(0));
	}

	@Test
	void countShowsWhatAnyIgnoresAndLacks() throws IOException {
		assertThat(greatest(() -> new WorkerCount(1, Map.of("dead", 1), "a"),
				() -> new WorkerCount(0, Map.of("dead", 2, "statsd-lost", 1), "b")))
			.isEqualTo(new WorkerCount(1, Map.of("dead", 3, "statsd-lost", 1), "a; b"));
	}

	@Test
	void countWhenOneFailsIsThatOfTheOthers() throws IOException {
		WorkerCount count = greatest(() -> {
			throw new IOException("gone");
		}, () -> WorkerCount.of(2), () -> {
			throw new StackOverflowError();
		});
		assertThat(count.ready()).isEqualTo(2);
		assertThat(count.problem()).contains("gone", "StackOverflowError");
	}

}
