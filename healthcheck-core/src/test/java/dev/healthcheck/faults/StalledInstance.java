package dev.healthcheck.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckChange;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.check.OnTimeout;
import dev.healthcheck.maintenance.MaintenanceCheck;
import dev.healthcheck.maintenance.MaintenanceFile;
import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeMember;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.server.ProbeHandler;
import dev.healthcheck.server.ProbeServer;
import dev.healthcheck.server.ProbeServerLimits;
import dev.healthcheck.worker.WorkerDirectory;
import dev.healthcheck.worker.WorkerFileName;
import dev.healthcheck.worker.WorkerRegistration;
import dev.healthcheck.worker.WorkerVerification;
import dev.healthcheck.worker.WorkersCheck;

/**
 * An instance with probes, whose files are all in one directory: two checks of workers,
 * of which one needs more than this process, two of maintenance, of which one is in it,
 * and a check that needs no file, on the pool.
 */
final class StalledInstance implements AutoCloseable {

	private static final String THREADS = "stalled-";

	private final CheckRunner runner;

	private final ProbeServer server;

	private final List<WorkersCheck> workers = new ArrayList<>();

	private final Map<String, Long> lateAt = new ConcurrentHashMap<>();

	private final AtomicInteger runsOfPool = new AtomicInteger();

	StalledInstance(Path directory, Duration interval) throws IOException {
		this.runner = new CheckRunner(new CheckThreads("pool", 2), polling(interval, OnTimeout.degraded()),
				List.of(this::onChange));
		WorkerFileName names = WorkerFileName.of(directory, ".w.{}");
		register("workers", 1, names, interval);
		register("two", 2, names, interval);
		register("maintenance", new MaintenanceCheck(new MaintenanceFile(directory.resolve(".maintenance"))),
				polling(interval, OnTimeout.keep()));
		register("entered", new MaintenanceCheck(new MaintenanceFile(directory.resolve(".entered"))),
				polling(interval, OnTimeout.keep()));
		this.runner.register("pool", () -> {
			this.runsOfPool.incrementAndGet();
			return CheckResult.up();
		});
		this.runner.start();
		this.server = ProbeServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
				ProbeServerLimits.defaults(), ProbeHandler.of(List.of(probe("readyz", "workers", "maintenance", "pool"),
						probe("two", "two", "maintenance"), probe("entered", "workers", "entered"))));
	}

	/**
	 * Return the settings of what is polled, for any interval: it is late after one, and
	 * stale after three more.
	 */
	private static CheckSettings polling(Duration interval, OnTimeout onTimeout) {
		return new CheckSettings(interval, interval, interval, interval, interval.multipliedBy(3), 1, 1, onTimeout,
				true);
	}

	private void register(String name, int required, WorkerFileName names, Duration interval) {
		Duration heartbeat = Duration.ofSeconds(30);
		WorkersCheck check = new WorkersCheck(required,
				List.of(new WorkerDirectory(names, WorkerVerification.PROCESS, heartbeat)),
				new WorkerRegistration(names, "app", WorkerVerification.PROCESS, heartbeat), () -> true);
		this.workers.add(check);
		register(name, check, polling(interval, check.onTimeout()));
	}

	private void register(String name, Check check, CheckSettings settings) {
		this.runner.register(name, check, settings, new CheckThreads(THREADS + name, 1));
	}

	private void onChange(CheckChange change) {
		if (!change.to().isLate()) {
			this.lateAt.remove(change.name());
		}
		else {
			this.lateAt.putIfAbsent(change.name(), System.nanoTime());
		}
	}

	private Probe probe(String name, String... members) {
		return new Probe(name, "/" + name, ProbeRenderer.word(), () -> report(members));
	}

	private ProbeReport report(String... names) {
		List<ProbeMember> members = Stream.of(names).map((name) -> ProbeMember.of(name, verdict(name), true)).toList();
		CheckStatus worst = members.stream().map(ProbeMember::status).reduce(CheckStatus.UP, CheckStatus::worse);
		return new ProbeReport(worst, worst.isFailing() ? 503 : 200, members);
	}

	private CheckVerdict verdict(String name) {
		return Objects.requireNonNull(this.runner.verdict(name));
	}

	/**
	 * Return what is published, each as {@code name STATUS} or {@code name STATUS late}.
	 */
	List<String> verdicts() {
		return this.runner.names().stream().map((name) -> {
			CheckVerdict verdict = verdict(name);
			return name + " " + verdict.status() + (verdict.isLate() ? " late" : "");
		}).toList();
	}

	/** Return when the last of the checks that are late was reported so. */
	long lateAt() {
		return this.lateAt.values().stream().mapToLong(Long::longValue).max().orElseThrow();
	}

	/** Return the names of the threads of checks that have their own. */
	List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith(THREADS))
			.toList();
	}

	int runsOfPool() {
		return this.runsOfPool.get();
	}

	/**
	 * Ask over a connection of its own, as load balancers do.
	 * @param path the path
	 * @return all of the answer
	 */
	String get(String path) throws IOException {
		return get(this.server.address(), path);
	}

	static String get(InetSocketAddress server, String path) throws IOException {
		try (Socket socket = new Socket()) {
			socket.setSoTimeout(10_000);
			socket.connect(server, 10_000);
			socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
		}
	}

	@Override
	public void close() {
		this.server.close();
		this.runner.stop();
		this.workers.forEach(WorkersCheck::deregister);
	}

}
