package dev.healthcheck.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks in a JVM of 64 MB. The system property {@code figures.heap.rounds} sets how
 * often the heap is filled for 2, 3 and 5 s.
 */
class HeapTests {

	private static final int ROUNDS = Integer.getInteger("figures.heap.rounds", 1);

	private ChildJvm program;

	@BeforeEach
	void start() throws Exception {
		this.program = ChildJvm.start(List.of(), Map.of(), ChildJvm.classPath(), HeapProgram.class);
	}

	@AfterEach
	void stop() throws Exception {
		this.program.close();
	}

	@Test
	@Tag("figures")
	void everyCheckRunsAgainWhenTheHeapWasFull() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			for (int seconds : List.of(2, 3, 5)) {
				assertThat(this.program.ask("fill " + Duration.ofSeconds(seconds).toMillis())).isEqualTo("filled");
				int[] before = runs();
				Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
					assertThat(runsSince(before)).allMatch((runs) -> runs > 0);
					assertThat(this.program.ask("late")).isEqualTo("[]");
				});
			}
		}
	}

	@Test
	void memoryIsLinearInTheNumberOfChecksWhenAListenerHangs() throws Exception {
		assertThat(this.program.ask("hang")).isEqualTo("hanging");
		long few = register(100);
		long half = register(2500);
		long all = register(2500);
		System.out.printf("Heap: %d, %d and %d bytes with 100, 2,600 and 5,100 checks%n", few, half, all);
		assertThat(all - half).isLessThan(2 * (half - few));
	}

	private long register(int count) throws Exception {
		return Long.parseLong(this.program.ask("register " + count));
	}

	private int[] runs() throws Exception {
		String[] runs = this.program.ask("runs").replaceAll("[\\[\\] ]", "").split(",");
		return Arrays.stream(runs).mapToInt(Integer::parseInt).toArray();
	}

	private List<Integer> runsSince(int[] before) throws Exception {
		int[] now = runs();
		Arrays.setAll(now, (i) -> now[i] - before[i]);
		return Arrays.stream(now).boxed().toList();
	}

}
