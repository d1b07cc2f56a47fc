package dev.healthcheck.spring.contract;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.spring.server.ProbeServerLifecycle;
import dev.healthcheck.spring.test.FailedStart;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.test.FreePorts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests of what HAProxy's agent check is answered, and of what HAProxy makes of it.
 */
@ExtendWith(OutputCaptureExtension.class)
class AgentCheckTests {

	private static final String[] PROPERTIES = { "healthcheck.agent.port=0",
			"healthcheck.maintenance.scan-interval=50ms", "healthcheck.overrides.database.success-ttl=50ms",
			"healthcheck.overrides.database.failure-ttl=50ms", "healthcheck.overrides.database.failure-threshold=1",
			"management.endpoint.health.group.readiness.include=readinessState,workers,maintenance,database" };

	@TempDir
	private Path directory;

	@Test
	void haproxyDoesWhatItIsTold() throws Exception {
		assumeThat(Files.isExecutable(Path.of("/usr/sbin/haproxy"))).isTrue();
		try (RunningApplication application = RunningApplication.start(Database.class, PROPERTIES);
				Haproxy haproxy = new Haproxy(this.directory, application.probePort(), Map.of("agent",
						"default-server agent-check agent-addr 127.0.0.1 agent-port %d agent-inter 100ms weight 100"
							.formatted(agent(application).getPort())))) {
			awaitState(haproxy, "UP");
			assertThat(haproxy.column("weight")).containsEntry("agent", "100");
			Files.createFile(application.maintenanceFile());
			awaitState(haproxy, "MAINT");
			Files.delete(application.maintenanceFile());
			awaitState(haproxy, "UP");
			AvailabilityChangeEvent.publish(application.context(), ReadinessState.REFUSING_TRAFFIC);
			awaitState(haproxy, "DRAIN (agent)");
			AvailabilityChangeEvent.publish(application.context(), ReadinessState.ACCEPTING_TRAFFIC);
			awaitState(haproxy, "UP");
			application.context().getBean(Database.class).status.set(CheckStatus.DOWN);
			awaitState(haproxy, "DOWN (agent)");
			assertThat(haproxy.column("last_agt")).containsEntry("agent", "via agent : down (database)");
			Files.createFile(application.maintenanceFile());
			awaitState(haproxy, "MAINT");
			Files.delete(application.maintenanceFile());
			awaitState(haproxy, "DOWN (agent)");
			application.context().getBean(Database.class).status.set(CheckStatus.UP);
			awaitState(haproxy, "UP");
		}
	}

	@Test
	void answerWhenApplicationStartsAndEndsIsNeverUp() {
		try (RunningApplication application = RunningApplication.start(Witness.class, "healthcheck.agent.port=0")) {
			Witness witness = application.context().getBean(Witness.class);
			assertThat(witness.whileStarting).isEqualTo("ready down #starting\n");
			// As soon as it has counted itself
			Awaitility.await().until(() -> ask(agent(application)).equals("ready up 100%\n"));
			application.context().close();
			assertThat(witness.whileClosing).isEqualTo("drain\n");
		}
	}

	@Test
	void startWhenPortIsTakenFailsAndSaysWhatToDo(CapturedOutput output) {
		try (RunningApplication application = RunningApplication.start("healthcheck.agent.port=0")) {
			FailedStart.of(Object.class, "healthcheck.agent.port=" + agent(application).getPort());
			assertThat(output).contains("The agent cannot listen on")
				.contains("Set 'healthcheck.agent.port' to a TCP port that is free");
		}
	}

	@Test
	void startWhenPortIsThatOfTheProbesFailsAndNamesIt(CapturedOutput output) throws IOException {
		int port = FreePorts.next();
		FailedStart.of(Object.class, "healthcheck.agent.port=" + port, "healthcheck.server.port=" + port);
		assertThat(output)
			.contains("'healthcheck.agent.port' is " + port + ", and so is the port of the probe server.");
	}

	@Test
	void startWhenPortIsEmptyFailsAndNamesTheKey(CapturedOutput output) {
		FailedStart.of(Object.class, "healthcheck.agent.port=");
		assertThat(output).contains("'healthcheck.agent.port' (").contains(") cannot have the value ''.");
	}

	@Test
	void whenAnIndicatorOfReadinessIsNotIsolatedAndHangsProbesAreStillAnswered() {
		try (RunningApplication application = RunningApplication.start(Hanging.class, "healthcheck.agent.port=0",
				"healthcheck.indicators.exclude=hanging",
				"management.endpoint.health.group.readiness.include=readinessState,hanging")) {
			Hanging hanging = application.context().getBean(Hanging.class);
			// The result that an earlier request has started to determine
			Awaitility.await().until(() -> ask(agent(application)).equals("ready up 100%\n"));
			hanging.hangs = true;
			Awaitility.await().untilAsserted(() -> {
				assertThat(ask(agent(application))).isEqualTo("ready up 100%\n");
				assertThat(hanging.begun.getCount()).isZero();
			});
			assertThat(application.probe("/livez").status()).isEqualTo(200);
			hanging.letGo.release();
		}
	}

	private static void awaitState(Haproxy haproxy, String state) {
		Awaitility.await()
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(haproxy.states()).containsEntry("agent", state));
	}

	private static InetSocketAddress agent(RunningApplication application) {
		return Objects.requireNonNull(application.context().getBean(ProbeServerLifecycle.class).agentAddress());
	}

	private static String ask(InetSocketAddress agent) {
		try (Socket client = new Socket(agent.getAddress(), agent.getPort())) {
			client.setSoTimeout(30_000);
			return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Database {

		private final AtomicReference<CheckStatus> status = new AtomicReference<>(CheckStatus.UP);

		@Bean
		Check database() {
			return () -> CheckResult.of(this.status.get(), null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Witness {

		private volatile String whileStarting = "";

		private volatile String whileClosing = "";

		@Bean
		ApplicationRunner starting(ProbeServerLifecycle agent) {
			return (arguments) -> this.whileStarting = ask(Objects.requireNonNull(agent.agentAddress()));
		}

		@Bean
		ApplicationListener<ContextClosedEvent> closing(ProbeServerLifecycle agent) {
			return (event) -> {
				if (agent.agentAddress() != null) {
					this.whileClosing = ask(agent.agentAddress());
				}
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Hanging {

		private final CountDownLatch begun = new CountDownLatch(1);

		private final Semaphore letGo = new Semaphore(0);

		private volatile boolean hangs;

		@Bean
		HealthIndicator hangingHealthIndicator() {
			return () -> {
				if (this.hangs) {
					this.begun.countDown();
					this.letGo.acquireUninterruptibly();
				}
				return Health.up().build();
			};
		}

	}

}
