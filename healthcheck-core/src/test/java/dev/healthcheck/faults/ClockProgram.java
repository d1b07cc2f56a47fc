package dev.healthcheck.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckChange;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckRunner;
import dev.healthcheck.check.CheckSettings;
import dev.healthcheck.check.CheckThreads;
import dev.healthcheck.check.CheckVerdict;
import dev.healthcheck.check.OnTimeout;
import dev.healthcheck.maintenance.MaintenanceCheck;
import dev.healthcheck.maintenance.MaintenanceFile;
import dev.healthcheck.worker.WorkerDirectory;
import dev.healthcheck.worker.WorkerFileName;
import dev.healthcheck.worker.WorkerRegistration;
import dev.healthcheck.worker.WorkerVerification;
import dev.healthcheck.worker.WorkersCheck;

/**
 * An instance whose wall clock is set while it runs: with workers verified by process and
 * by heartbeat, maintenance, and two checks of its own, all of which run often.
 */
public final class ClockProgram {

	private static final Duration INTERVAL = Duration.ofMillis(100);

	/** Nothing may be late because the machine is busy. */
	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final Queue<String> changes = new ConcurrentLinkedQueue<>();

	private final Map<String, String> notified = new ConcurrentHashMap<>();

	private final AtomicInteger runs = new AtomicInteger();

	private final CheckRunner runner;

	private volatile boolean bad;

	private ClockProgram(Path directory, int required) {
		this.runner = new CheckRunner(new CheckThreads("checks", 2), polling(OnTimeout.degraded()),
				List.of(this::onChange));
		workers("workers", directory, required, WorkerVerification.PROCESS, Duration.ofSeconds(30));
		workers("beating", directory.resolve("beating"), 2, WorkerVerification.HEARTBEAT, TIMEOUT);
		register("maintenance", new MaintenanceCheck(new MaintenanceFile(directory.resolve(".maintenance"))),
				OnTimeout.keep());
		this.runner.register("steady", () -> {
			this.runs.incrementAndGet();
			return CheckResult.up();
		});
		this.runner.register("switched", () -> this.bad ? CheckResult.down("bad") : CheckResult.up());
	}

	private static CheckSettings polling(OnTimeout onTimeout) {
		return new CheckSettings(INTERVAL, INTERVAL, INTERVAL, TIMEOUT, TIMEOUT, 1, 1, onTimeout, true);
	}

	private void workers(String name, Path directory, int required, WorkerVerification verification,
			Duration heartbeat) {
		WorkerFileName names = WorkerFileName.of(directory, ".w.{}");
		WorkersCheck check = new WorkersCheck(required, List.of(new WorkerDirectory(names, verification, heartbeat)),
				new WorkerRegistration(names, "app", verification, heartbeat), () -> true);
		register(name, check, check.onTimeout());
	}

	private void register(String name, Check check, OnTimeout onTimeout) {
		this.runner.register(name, check, polling(onTimeout), new CheckThreads(name, 1));
	}

	private void onChange(CheckChange change) {
		this.changes.add(change.name() + " " + describe(change.to()));
		this.notified.put(change.name(), describe(change.to()));
	}

	private static String describe(CheckVerdict verdict) {
		return verdict.status() + (verdict.isLate() ? " late" : "");
	}

	private String tell(String command) {
		return switch (command) {
			case "start" -> {
				this.runner.start();
				yield command;
			}
			case "now" -> ZonedDateTime.now(ZoneId.systemDefault()).toOffsetDateTime().toString();
			case "runs" -> Integer.toString(this.runs.get());
			case "bad", "good" -> {
				this.bad = command.equals("bad");
				yield command;
			}
			case "verdicts" -> this.runner.names()
				.stream()
				.map((name) -> name + " " + describe(Objects.requireNonNull(this.runner.verdict(name))))
				.toList()
				.toString();
			case "notified" ->
				this.runner.names().stream().map((name) -> name + " " + this.notified.get(name)).toList().toString();
			case "changes" -> this.changes.toString();
			case "forget" -> {
				this.changes.clear();
				yield command;
			}
			default -> throw new IllegalArgumentException(command);
		};
	}

	public static void main(String[] args) throws IOException {
		ClockProgram program = new ClockProgram(Path.of(args[0]), Integer.parseInt(args[1]));
		BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			System.out.println(program.tell(line));
		}
	}

}
