package dev.healthcheck.spring.figures;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.test.Figures;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figure 6 of docs/reliability.md: a thousand probes while a slow check runs (a hundred
 * in the default build) start no run, and neither do those that come after.
 */
@Timeout(300)
class StampedeEndToEndTests {

	private static final int PROBES = Figures.repetitions(1000);

	private static final String[] PATHS = { "/actuator/health", "/actuator/health/slow-ones", "/slow" };

	private static RunningApplication application;

	private final SlowCheck check = new SlowCheck();

	@BeforeAll
	static void start() {
		application = RunningApplication.start("management.endpoint.health.validate-group-membership=false",
				"management.endpoint.health.group.slow-ones.include=slow", "healthcheck.checks.timeout=60s",
				"healthcheck.probes.slow.path=/slow", "healthcheck.probes.slow.group=slow-ones",
				"healthcheck.server.connection-timeout=60s");
		Awaitility.await().until(() -> application.probe("/actuator/health").status() == 200);
		// The group has no member yet, and so is not found
		assertThat(ProbeClients.concurrently(application, 4, PROBES, "/actuator/health", "/slow").failures()).isEmpty();
	}

	@AfterAll
	static void close() {
		application.close();
	}

	@BeforeEach
	void register() {
		checks().register("slow", this.check);
		Awaitility.await().until(() -> this.check.runs.get() == 1);
	}

	@AfterEach
	void unregister() {
		checks().unregister("slow");
	}

	@Test
	void manyConnectionsAtOnceStartNoRun() throws Exception {
		try (Burst burst = new Burst(application.probePort(), PROBES)) {
			Latencies latencies = burst.ask(PATHS);
			assertThat(latencies.failures()).isEmpty();
			// Two cores take longer for a thousand answers than the bound for one
			Figure.print("6, %1$d questions in flight on %1$d connections".formatted(PROBES), latencies);
		}
		assertOneRunAlsoAfterwards();
	}

	@Test
	void manyProbesWithinARunStartNoneAndDoNotWaitForIt() {
		Figure.holds("6, " + PROBES + " probes within a run", Duration.ofMillis(20),
				() -> ProbeClients.atPace(application, 1, Duration.ofMillis(2), PROBES, PATHS));
		assertOneRunAlsoAfterwards();
	}

	private void assertOneRunAlsoAfterwards() {
		this.check.letGo.countDown();
		Awaitility.await()
			.until(() -> Objects.requireNonNull(checks().verdict("slow")).status().equals(CheckStatus.UP));
		assertThat(ProbeClients.concurrently(application, 4, 200, PATHS).failures()).isEmpty();
		assertThat(this.check.runs).hasValue(1);
	}

	private static CheckRegistry checks() {
		return application.context().getBean(CheckRegistry.class);
	}

	/**
	 * Takes half a second, and as long again as it is not let go.
	 */
	private static final class SlowCheck implements Check {

		private final AtomicInteger runs = new AtomicInteger();

		private final CountDownLatch letGo = new CountDownLatch(1);

		@Override
		public CheckResult run() throws InterruptedException {
			this.runs.incrementAndGet();
			boolean woken = new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS);
			this.letGo.await();
			return CheckResult.up("woken: " + woken);
		}

	}

}
