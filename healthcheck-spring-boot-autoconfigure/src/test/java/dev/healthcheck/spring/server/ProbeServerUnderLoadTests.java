package dev.healthcheck.spring.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the probe server of an application in which something hangs.
 */
@Timeout(300)
class ProbeServerUnderLoadTests {

	private final CountDownLatch release = new CountDownLatch(1);

	private final Semaphore hanging = new Semaphore(0);

	private final ExecutorService clients = Executors.newCachedThreadPool();

	@AfterEach
	void release() {
		this.release.countDown();
		this.clients.shutdownNow();
	}

	@Test
	void probesAreAnsweredWhileEveryCheckThreadHangs() throws InterruptedException {
		try (RunningApplication application = RunningApplication.startWithoutWebServer(Object.class,
				"healthcheck.checks.threads=2")) {
			CheckRegistry checks = application.context().getBean(CheckRegistry.class);
			Check hung = () -> {
				hang();
				return CheckResult.up();
			};
			checks.register("one", hung);
			checks.register("two", hung);
			assertThat(this.hanging.tryAcquire(2, 60, TimeUnit.SECONDS)).isTrue();
			assertProbesAnswered(application);
			this.release.countDown();
		}
	}

	@Test
	void probesAreAnsweredWhileAnIndicatorHangsInEveryOtherThread() throws Exception {
		try (RunningApplication application = RunningApplication.startWithoutWebServer(Object.class,
				"healthcheck.server.threads=2", "healthcheck.indicators.isolate=false")) {
			HealthIndicator hung = () -> {
				hang();
				return Health.up().build();
			};
			application.context().getBean(HealthContributorRegistry.class).registerContributor("hung", hung);
			List<CompletableFuture<Answer>> asked = new ArrayList<>();
			for (int i = 0; i < 2; i++) {
				asked.add(CompletableFuture.supplyAsync(() -> insist(application), this.clients));
			}
			assertThat(this.hanging.tryAcquire(2, 60, TimeUnit.SECONDS)).isTrue();
			assertProbesAnswered(application);
			Answer refused = application.probe("/actuator/health");
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.headers()).containsEntry("retry-after", "1");
			this.release.countDown();
			for (CompletableFuture<Answer> answer : asked) {
				assertThat(answer.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
			}
		}
	}

	// On a busy machine a thread that is free may not be there within a second
	private static Answer insist(RunningApplication application) {
		Answer answer = application.probe("/actuator/health");
		return (answer.status() == 503) ? insist(application) : answer;
	}

	private static void assertProbesAnswered(RunningApplication application) {
		Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
		for (int i = 0; i < 100; i++) {
			for (String path : new String[] { "/livez", "/readyz", "/actuator/health/readiness" }) {
				assertThat(RawHttp.get(application.probePort(), path).status()).isEqualTo(200);
			}
		}
	}

	private void hang() {
		this.hanging.release();
		boolean released = false;
		while (!released) {
			try {
				this.release.await();
				released = true;
			}
			catch (InterruptedException ex) {
				// Hangs on
			}
		}
	}

}
