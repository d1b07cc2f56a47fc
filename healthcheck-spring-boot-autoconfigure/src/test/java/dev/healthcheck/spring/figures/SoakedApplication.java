package dev.healthcheck.spring.figures;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.healthcheck.check.Check;
import dev.healthcheck.spring.figures.FaultyCheck.Fault;
import dev.healthcheck.spring.test.RunningApplication;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Application in which faults come and go.
 */
final class SoakedApplication implements AutoCloseable {

	/** The check that is not critical. */
	private static final String SOFT = "soft";

	private final Map<String, FaultyCheck> checks = new LinkedHashMap<>();

	private final Map<String, String> standing = new LinkedHashMap<>();

	private final RunningApplication application;

	private boolean maintenance;

	private boolean accepting = true;

	private Process worker;

	private boolean working = true;

	SoakedApplication() {
		for (String name : List.of("gate", "partner", SOFT)) {
			this.checks.put(name, new FaultyCheck());
			this.standing.put(name, "UP");
		}
		SpringApplicationBuilder builder = new SpringApplicationBuilder()
			.initializers((GenericApplicationContext context) -> this.checks
				.forEach((name, check) -> context.registerBean(name, Check.class, () -> check)));
		this.application = RunningApplication.start(builder, new Class<?>[0], "healthcheck.checks.success-ttl=20ms",
				"healthcheck.checks.failure-ttl=20ms", "healthcheck.checks.retry-delay=10ms",
				"healthcheck.checks.timeout=500ms", "healthcheck.checks.stale-after=1s",
				"healthcheck.overrides." + SOFT + ".critical=false", "healthcheck.workers.required=2",
				"healthcheck.workers.scan-interval=20ms", "healthcheck.maintenance.scan-interval=20ms",
				"healthcheck.server.keep-alive-timeout=10m", "management.endpoint.health.show-components=always",
				"management.endpoint.health.group.readiness.include="
						+ "readinessState,workers,maintenance,server,gate",
				"management.health.diskspace.enabled=false", "management.health.ssl.enabled=false");
		this.worker = startWorker();
	}

	KeptConnection connect() {
		return new KeptConnection(this.application.probePort());
	}

	Situation situation() {
		Map<String, Fault> faults = new LinkedHashMap<>();
		this.checks.forEach((name, check) -> faults.put(name, check.fault()));
		return new Situation(faults, this.standing, this.maintenance, this.accepting, this.working);
	}

	/**
	 * Let one fault come or go.
	 * @param random tells which
	 */
	void change(Random random) throws Exception {
		switch (random.nextInt(6)) {
			case 0 -> toggleMaintenance();
			case 1 -> toggleTraffic();
			case 2 -> toggleWorker();
			default -> {
				String name = any(random, List.copyOf(this.checks.keySet()));
				Fault fault = this.checks.get(name).fault();
				boolean mend = fault != Fault.NONE && random.nextBoolean();
				// Degraded by a hang, and then by failing, it is UP in between: the first
				// failure ends the hang, and the second one counts
				boolean ambiguous = fault.isHang() && name.equals(SOFT);
				set(name, (mend || ambiguous) ? Fault.NONE : any(random, List.of(Fault.values())));
			}
		}
	}

	private static <T> T any(Random random, List<T> choice) {
		return choice.get(random.nextInt(choice.size()));
	}

	/** Let all faults go. */
	void mend() throws Exception {
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
	}

	private void set(String name, Fault fault) {
		this.checks.get(name).set(fault);
		if (!fault.isHang()) {
			String failing = name.equals(SOFT) ? "DEGRADED" : "DOWN";
			this.standing.put(name, (fault == Fault.NONE) ? "UP" : failing);
		}
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
			// Pipes to it would be held until they are collected
			Process process = new ProcessBuilder("sleep", "14400").redirectInput(new File("/dev/null"))
				.redirectOutput(Redirect.DISCARD)
				.redirectError(Redirect.DISCARD)
				.start();
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

	@Override
	public void close() {
		this.worker.destroyForcibly();
		this.checks.values().forEach((check) -> check.set(Fault.NONE));
		this.application.close();
	}

}
