package dev.healthcheck.spring.figures;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

import dev.healthcheck.check.Check;
import dev.healthcheck.spring.figures.FaultyCheck.Fault;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figure 22 of docs/reliability.md: an application is asked again and again while faults
 * come and go at random, and every answer is compared with what an oracle says of the
 * faults. While a fault comes or goes an answer is the old or the new one, and never the
 * old one again. The system property {@code figures.soak.probes} sets how many probes.
 */
@Tag("faults")
@Timeout(value = 4, unit = TimeUnit.HOURS)
@EnabledOnOs(OS.LINUX)
class SoakTests {

	private static final long PROBES = Long.getLong("figures.soak.probes", 8_000);

	/**
	 * From so many on it runs alone. In the build the heap is that of all other tests,
	 * too.
	 */
	private static final long OWN_JVM = 1_000_000;

	private static final int STEP = (int) Math.min(10_000, PROBES / 20);

	private static final int ASKERS = 3;

	private static final String ROOT = "/actuator/health";

	private static final List<String> ORDER = List.of("MAINTENANCE", "DOWN", "OUT_OF_SERVICE", "UP");

	private final Random random = new Random(5);

	private final ExecutorService askers = Executors.newFixedThreadPool(ASKERS);

	private final Map<String, FaultyCheck> checks = new LinkedHashMap<>();

	/** What each check shows. */
	private final Map<String, String> shown = new LinkedHashMap<>();

	/** What the last runs that ended in time have led to. */
	private final Map<String, String> standing = new LinkedHashMap<>();

	private final Set<String> visited = new TreeSet<>();

	private RunningApplication application = start();

	private boolean maintenance;

	private boolean accepting = true;

	private Process worker = startWorker();

	private boolean working = true;

	private long slowest;

	@AfterEach
	void stop() throws InterruptedException {
		this.worker.destroyForcibly().waitFor();
		this.checks.values().forEach((check) -> check.set(Fault.NONE));
		this.askers.shutdownNow();
		this.application.close();
	}

	private RunningApplication start() {
		for (String name : List.of("gate", "partner", "soft")) {
			this.checks.put(name, new FaultyCheck());
			this.shown.put(name, "UP");
			this.standing.put(name, "UP");
		}
		SpringApplicationBuilder builder = new SpringApplicationBuilder()
			.initializers((GenericApplicationContext context) -> this.checks
				.forEach((name, check) -> context.registerBean(name, Check.class, () -> check)));
		return RunningApplication.start(builder, new Class<?>[0], "healthcheck.checks.success-ttl=20ms",
				"healthcheck.checks.failure-ttl=20ms", "healthcheck.checks.retry-delay=10ms",
				"healthcheck.checks.timeout=500ms", "healthcheck.checks.stale-after=200ms",
				"healthcheck.overrides.soft.critical=false", "healthcheck.workers.required=2",
				"healthcheck.workers.scan-interval=20ms", "healthcheck.maintenance.scan-interval=20ms",
				"healthcheck.server.keep-alive-timeout=10m", "management.endpoint.health.show-components=always",
				"management.endpoint.health.group.readiness.include="
						+ "readinessState,workers,maintenance,server,gate",
				"management.health.diskspace.enabled=false", "management.health.ssl.enabled=false");
	}

	@Test
	void everyAnswerIsWhatTheOracleSaysAndNothingGrows() throws Exception {
		long probes = soak(PROBES / 5);
		Footprint before = rest();
		probes += soak(PROBES - probes);
		Footprint after = rest();
		Figure.print("22",
				"%d probes, %d combinations of faults, 0 wrong answers; a fault was seen after %d ms at the most; before %s, after %s"
					.formatted(probes, this.visited.size(), TimeUnit.NANOSECONDS.toMillis(this.slowest), before,
							after));
		assertThat(after.descriptors).isLessThanOrEqualTo(before.descriptors);
		// Idle ones end by themselves
		Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> Footprint.countThreads() <= before.threads);
		if (PROBES >= OWN_JVM) {
			assertThat(after.heap - before.heap).isLessThanOrEqualTo(1024 * 1024);
		}
	}

	private long soak(long count) throws Exception {
		long probes = 0;
		try (Connections connections = new Connections()) {
			Awaitility.await().until(() -> differences(connections.first(), expected()).isEmpty());
			while (probes < count) {
				Map<String, Set<String>> old = old();
				change();
				probes += await(connections.first(), old);
				this.visited.add(state());
				probes += askAll(connections);
			}
		}
		return probes;
	}

	/** Let one fault come or go. */
	private void change() throws Exception {
		switch (this.random.nextInt(6)) {
			case 0 -> toggleMaintenance();
			case 1 -> toggleTraffic();
			case 2 -> toggleWorker();
			default -> {
				String name = any(List.copyOf(this.checks.keySet()));
				boolean well = this.checks.get(name).fault() == Fault.NONE;
				set(name, (well || this.random.nextBoolean()) ? any(List.of(Fault.values())) : Fault.NONE);
			}
		}
	}

	private <T> T any(List<T> choice) {
		return choice.get(this.random.nextInt(choice.size()));
	}

	private void set(String name, Fault fault) {
		this.checks.get(name).set(fault);
		String last = this.standing.get(name);
		if (fault.isHang()) {
			this.shown.put(name, last.equals("UP") ? "DEGRADED" : last);
			return;
		}
		String failing = name.equals("soft") ? "DEGRADED" : "DOWN";
		this.shown.put(name, (fault == Fault.NONE) ? "UP" : failing);
		this.standing.put(name, this.shown.get(name));
	}

	private void toggleMaintenance() throws IOException {
		this.maintenance = !this.maintenance;
		if (this.maintenance) {
			Files.writeString(this.application.maintenanceFile(), "soaking");
		}
		else {
			Files.delete(this.application.maintenanceFile());
		}
	}

	private void toggleTraffic() {
		this.accepting = !this.accepting;
		AvailabilityChangeEvent.publish(this.application.context(),
				this.accepting ? ReadinessState.ACCEPTING_TRAFFIC : ReadinessState.REFUSING_TRAFFIC);
	}

	private void toggleWorker() throws InterruptedException {
		this.working = !this.working;
		if (this.working) {
			Process dead = this.worker;
			this.worker = startWorker();
			assertThat(file(dead).toFile().delete()).as("its file, which nobody else may remove").isTrue();
		}
		else {
			this.worker.destroyForcibly().waitFor();
		}
	}

	private Process startWorker() {
		try {
			Process process = new ProcessBuilder("sleep", "14400").start();
			Files.createFile(file(process));
			return process;
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private Path file(Process process) {
		return this.application.directory().resolve(".healthcheck.worker." + process.pid());
	}

	/**
	 * Let all faults go, and wait until connections have, too.
	 * @return what is held then
	 */
	private Footprint rest() throws Exception {
		for (String name : this.checks.keySet()) {
			set(name, Fault.NONE);
		}
		if (this.maintenance) {
			toggleMaintenance();
		}
		if (!this.working) {
			toggleWorker();
		}
		if (!this.accepting) {
			toggleTraffic();
		}
		try (KeptConnection connection = new KeptConnection(this.application.managementPort())) {
			Awaitility.await().until(() -> differences(connection, expected()).isEmpty());
		}
		AtomicLong last = new AtomicLong(-1);
		Awaitility.await().pollInterval(Duration.ofMillis(250)).until(() -> {
			long descriptors = Footprint.countDescriptors();
			return last.getAndSet(descriptors) == descriptors;
		});
		return Footprint.take();
	}

	private String state() {
		List<String> faults = new ArrayList<>();
		this.checks.forEach((name, check) -> faults.add(name + " " + check.fault()));
		return faults + (this.maintenance ? " maintenance" : "") + (this.accepting ? "" : " refusing")
				+ (this.working ? "" : " killed");
	}

	/**
	 * Return what may be answered.
	 * @return by path, the answers
	 */
	private Map<String, Set<String>> expected() {
		// Two are required, this process is one of them: where it alone is missing it is
		// on its way
		String workers = !this.working ? "DOWN" : this.accepting ? "UP" : "OUT_OF_SERVICE";
		Set<String> reasons = new TreeSet<>();
		if (this.maintenance) {
			reasons.add("503 maintenance");
		}
		if (!this.accepting) {
			reasons.add("503 draining");
		}
		if (!workers.equals("UP")) {
			reasons.add("503 workers");
		}
		if (this.shown.get("gate").equals("DOWN")) {
			reasons.add("503 gate");
		}
		Map<String, Set<String>> expected = new LinkedHashMap<>();
		expected.put("/livez", Set.of("200 ok"));
		expected.put("/readyz", reasons.isEmpty() ? Set.of("200 ok") : reasons);
		expected.put(ROOT + "/liveness", Set.of("200 UP"));
		this.shown.forEach((name, status) -> expected.put(ROOT + "/" + name, Set.of(code(status) + status)));
		expected.put(ROOT + "/workers", Set.of(code(workers) + workers));
		expected.put(ROOT + "/maintenance", Set.of(this.maintenance ? "503 MAINTENANCE" : "200 UP"));
		Set<String> statuses = new TreeSet<>(this.shown.values());
		statuses.addAll(List.of(workers, this.maintenance ? "MAINTENANCE" : "UP"));
		String root = ORDER.stream().filter(statuses::contains).findFirst().orElseThrow();
		expected.put(ROOT, Set.of(code(root) + root));
		return expected;
	}

	/**
	 * Return what may be answered until what changes now is seen: for a check that hangs,
	 * too, what it showed before, until its second run in a row has failed.
	 * @return by path, the answers
	 */
	private Map<String, Set<String>> old() {
		Map<String, Set<String>> old = expected();
		this.standing
			.forEach((name, status) -> old.merge(ROOT + "/" + name, Set.of(code(status) + status), (one, other) -> {
				Set<String> both = new TreeSet<>(one);
				both.addAll(other);
				return both;
			}));
		return old;
	}

	private static String code(String status) {
		return (ORDER.contains(status) && !status.equals("UP")) ? "503 " : "200 ";
	}

	private static String shown(String path, String answer) {
		if (!path.startsWith(ROOT)) {
			return answer;
		}
		int status = answer.lastIndexOf("\"status\":\"") + "\"status\":\"".length();
		return answer.substring(0, 4) + answer.substring(status, answer.indexOf('"', status));
	}

	private static Map<String, String> differences(KeptConnection connection, Map<String, Set<String>> expected) {
		Map<String, String> differences = new LinkedHashMap<>();
		expected.forEach((path, answers) -> {
			String shown = shown(path, connection.get(path));
			if (!answers.contains(shown)) {
				differences.put(path, shown + " instead of " + answers);
			}
		});
		return differences;
	}

	/**
	 * Wait until a change is seen everywhere.
	 * @param connection asks
	 * @param old what was answered before it
	 * @return how many probes that took
	 */
	private long await(KeptConnection connection, Map<String, Set<String>> old) {
		Map<String, Set<String>> expected = expected();
		Set<String> changed = new TreeSet<>();
		long start = System.nanoTime();
		long probes = 0;
		while (changed.size() < expected.size()) {
			for (String path : expected.keySet()) {
				String shown = shown(path, connection.get(path));
				probes++;
				if (expected.get(path).contains(shown)) {
					changed.add(path);
				}
				else {
					assertThat(old.get(path)).as(path + " on the way to " + state()).contains(shown);
					assertThat(changed).as(path + " once changed, is " + shown + ": " + state()).doesNotContain(path);
				}
			}
			assertThat(System.nanoTime() - start).as(state() + ", seen on " + changed)
				.isLessThan(TimeUnit.SECONDS.toNanos(30));
		}
		this.slowest = Math.max(this.slowest, System.nanoTime() - start);
		return probes;
	}

	private long askAll(Connections connections) throws Exception {
		Map<String, Set<String>> expected = expected();
		int rounds = Math.max(1, STEP / expected.size() / ASKERS);
		List<Callable<Void>> tasks = new ArrayList<>();
		for (KeptConnection connection : connections.all) {
			tasks.add(() -> {
				for (int i = 0; i < rounds; i++) {
					assertThat(differences(connection, expected)).as(state()).isEmpty();
				}
				return null;
			});
		}
		for (Future<Void> asked : this.askers.invokeAll(tasks)) {
			asked.get();
		}
		return (long) rounds * expected.size() * ASKERS;
	}

	/** The connections of the askers. */
	private final class Connections implements AutoCloseable {

		private final List<KeptConnection> all = Stream
			.generate(() -> new KeptConnection(SoakTests.this.application.managementPort()))
			.limit(ASKERS)
			.toList();

		KeptConnection first() {
			return this.all.get(0);
		}

		@Override
		public void close() {
			this.all.forEach(KeptConnection::close);
		}

	}

	/** What the JVM holds. */
	private record Footprint(long heap, long descriptors, long threads) {

		static Footprint take() throws IOException {
			for (int i = 0; i < 5; i++) {
				System.gc();
			}
			return new Footprint(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), countDescriptors(),
					countThreads());
		}

		static long countThreads() {
			return Thread.getAllStackTraces()
				.keySet()
				.stream()
				.filter((thread) -> thread.getName().startsWith("healthcheck"))
				.count();
		}

		static long countDescriptors() throws IOException {
			try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
				return descriptors.count();
			}
		}

		@Override
		public String toString() {
			return "%.2f MiB of heap, %d descriptors, %d threads".formatted(this.heap / 1048576.0, this.descriptors,
					this.threads);
		}

	}

}
