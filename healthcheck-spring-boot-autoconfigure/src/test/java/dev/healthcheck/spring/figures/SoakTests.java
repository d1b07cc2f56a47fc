package dev.healthcheck.spring.figures;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figure 22 of docs/reliability.md: an application is asked again and again while faults
 * come and go at random, and every answer is compared with what an oracle says of the
 * faults. While a fault comes or goes an answer is the old or the new one, and never the
 * old one again. The system property {@code figures.soak.probes} sets how many probes.
 */
@Tag("figures")
@Tag("soak")
@Timeout(value = 4, unit = TimeUnit.HOURS)
@EnabledOnOs(OS.LINUX)
class SoakTests {

	private static final long PROBES = Long.getLong("figures.soak.probes", 8_000);

	private static final int STEP = (int) Math.min(10_000, PROBES / 20);

	private static final int CLIENTS = 3;

	private final Random random = new Random(5);

	private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

	private final SoakedApplication application = new SoakedApplication();

	private final Set<Situation> visited = new HashSet<>();

	private long slowest;

	@AfterEach
	void stop() {
		this.clients.shutdownNow();
		this.application.close();
	}

	@Test
	void everyAnswerIsWhatTheOracleSaysAndNothingGrows() throws Exception {
		long probes = soak(PROBES / 5);
		Footprint before = rest();
		probes += soak(PROBES - probes);
		Footprint after = rest();
		Figure.print("22",
				"%d probes, %d situations, 0 wrong answers; a fault was seen after %d ms at the most; before %s, after %s"
					.formatted(probes, this.visited.size(), TimeUnit.NANOSECONDS.toMillis(this.slowest), before,
							after));
		// Idle ones end by themselves
		Awaitility.await()
			.atMost(Duration.ofMinutes(3))
			.until(() -> Footprint.countThreads() <= before.threads()
					&& Footprint.countDescriptors() <= before.descriptors());
		assertThat(after.heap() - before.heap()).isLessThanOrEqualTo(1024 * 1024);
	}

	private long soak(long count) throws Exception {
		long probes = 0;
		try (Connections connections = new Connections()) {
			Awaitility.await().until(() -> differences(connections.first(), this.application.situation()).isEmpty());
			while (probes < count) {
				Situation old = this.application.situation();
				this.application.change(this.random);
				Situation changed = this.application.situation();
				this.visited.add(changed);
				awaitSeen(connections.first(), old, changed);
				probes += askAll(connections, changed);
			}
		}
		return probes;
	}

	/**
	 * Let all faults go, and wait until connections have, too.
	 * @return what is held then
	 */
	private Footprint rest() throws Exception {
		this.application.mend();
		try (KeptConnection connection = this.application.connect()) {
			Awaitility.await().until(() -> differences(connection, this.application.situation()).isEmpty());
		}
		AtomicLong last = new AtomicLong(-1);
		Awaitility.await().pollInterval(Duration.ofMillis(250)).until(() -> {
			long descriptors = Footprint.countDescriptors();
			return last.getAndSet(descriptors) == descriptors;
		});
		return Footprint.take();
	}

	private static Map<String, String> differences(KeptConnection connection, Situation situation) {
		return differences(connection, situation.expected());
	}

	private static Map<String, String> differences(KeptConnection connection, Map<String, Set<String>> expected) {
		Map<String, String> differences = new LinkedHashMap<>();
		expected.forEach((path, answers) -> {
			String shown = Situation.shown(path, connection.get(path));
			if (!answers.contains(shown)) {
				differences.put(path, shown + " instead of " + answers);
			}
		});
		return differences;
	}

	/**
	 * Wait until a change is seen everywhere.
	 * @param connection asks
	 * @param before the situation before it
	 * @param after the situation since
	 */
	private void awaitSeen(KeptConnection connection, Situation before, Situation after) {
		Map<String, Set<String>> old = before.expectedUntilSeen();
		Map<String, Set<String>> expected = after.expected();
		Set<String> changed = new TreeSet<>();
		long start = System.nanoTime();
		while (changed.size() < expected.size()) {
			for (String path : expected.keySet()) {
				String shown = Situation.shown(path, connection.get(path));
				if (expected.get(path).contains(shown)) {
					changed.add(path);
				}
				else {
					assertThat(old.get(path)).as(path + " on the way to " + after).contains(shown);
					assertThat(changed).as(path + " once changed, is " + shown + ": " + after).doesNotContain(path);
				}
			}
			assertThat(System.nanoTime() - start).as(after + ", seen on " + changed)
				.isLessThan(TimeUnit.SECONDS.toNanos(30));
		}
		this.slowest = Math.max(this.slowest, System.nanoTime() - start);
	}

	private long askAll(Connections connections, Situation situation) throws Exception {
		Map<String, Set<String>> expected = situation.expected();
		int rounds = Math.max(1, STEP / expected.size() / CLIENTS);
		List<Callable<Void>> tasks = new ArrayList<>();
		for (KeptConnection connection : connections.all) {
			tasks.add(() -> {
				for (int i = 0; i < rounds; i++) {
					assertThat(differences(connection, expected)).as(situation.toString()).isEmpty();
				}
				return null;
			});
		}
		for (Future<Void> asked : this.clients.invokeAll(tasks)) {
			asked.get();
		}
		return (long) rounds * expected.size() * CLIENTS;
	}

	/** The connections of the clients. */
	private final class Connections implements AutoCloseable {

		private final List<KeptConnection> all = Stream.generate(SoakTests.this.application::connect)
			.limit(CLIENTS)
			.toList();

		KeptConnection first() {
			return this.all.get(0);
		}

		@Override
		public void close() {
			this.all.forEach(KeptConnection::close);
		}

	}

}
