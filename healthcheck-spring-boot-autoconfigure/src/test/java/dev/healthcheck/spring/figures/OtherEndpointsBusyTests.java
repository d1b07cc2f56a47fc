package dev.healthcheck.spring.figures;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.spring.test.TestServer;
import dev.healthcheck.test.Figures;
import org.assertj.core.api.Assumptions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figure 25 of docs/reliability.md: slow endpoints take all the threads that they can
 * get.
 */
@Timeout(300)
@Tag("figures")
@Tag("servers")
class OtherEndpointsBusyTests {

	private static final String[] PATHS = { "/livez", "/readyz", "/actuator/health", "/actuator/health/readiness" };

	private static final int INSISTING = Figures.repetitions(1000);

	@ParameterizedTest
	@CsvSource({ "4, 2", "8, 2" })
	void whenOtherEndpointsAreStuckProbesAreAnsweredAndOthersRefused(int threads, int reserved) throws Exception {
		ExecutorService scrapers = Executors.newCachedThreadPool();
		try (RunningApplication application = RunningApplication.start(SlowEndpointConfiguration.class,
				"management.endpoints.web.exposure.include=health,slow,info", "healthcheck.server.threads=" + threads,
				"healthcheck.server.reserved-threads=" + reserved)) {
			SlowEndpoint endpoint = application.context().getBean(SlowEndpoint.class);
			Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
			int others = threads - reserved;
			List<Future<Answer>> stuck = new ArrayList<>();
			for (int i = 0; i < others; i++) {
				stuck.add(scrapers.submit(() -> application.probe("/actuator/slow")));
			}
			Awaitility.await().until(() -> endpoint.waiting.get() == others);
			for (String path : new String[] { "/actuator/slow", "/actuator/info", "/actuator" }) {
				Answer refused = application.probe(path);
				assertThat(refused.status()).isEqualTo(503);
				assertThat(refused.headers()).containsEntry("retry-after", "1");
			}
			assertThat(endpoint.waiting).hasValue(others);
			assertThat(Askers.concurrently(application, 4, Figures.repetitions(4000), PATHS).failures()).isEmpty();
			Figure.holds("25, " + others + " of " + threads + " management threads stuck", Duration.ofMillis(20),
					() -> Askers.atPace(application, 1, Duration.ofMillis(5), Figures.repetitions(300), PATHS));
			endpoint.letGo.countDown();
			for (Future<Answer> answer : stuck) {
				assertThat(answer.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
			}
			assertThat(application.probe("/actuator/slow").body()).isEqualTo("at last");
		}
		finally {
			scrapers.shutdownNow();
		}
	}

	@Test
	void whenAnIndicatorOnTheAskingThreadHangsProbesAreAnswered() throws Exception {
		// Where indicators never run on the asking thread
		Assumptions.assumeThat(TestServer.current()).isNotEqualTo(TestServer.NETTY);
		ExecutorService askers = Executors.newCachedThreadPool();
		try (RunningApplication application = RunningApplication.start(HangingIndicatorConfiguration.class,
				"healthcheck.indicators.isolate=false")) {
			HangingIndicator indicator = application.context().getBean(HangingIndicator.class);
			Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
			List<Future<Answer>> stuck = new ArrayList<>();
			// One thread is left
			for (int i = 0; i < 7; i++) {
				stuck.add(askers.submit(() -> application.probe("/actuator/health")));
			}
			Awaitility.await().until(() -> indicator.waiting.get() == 7);
			Answer refused = application.probe("/actuator/health");
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.headers()).containsEntry("retry-after", "1");
			assertThat(Askers.concurrently(application, 4, 500, "/livez", "/readyz", "/actuator/health/readiness")
				.failures()).isEmpty();
			Future<Latencies> insisting = askers
				.submit(() -> Askers.atPace(application, 1, Duration.ofMillis(10), INSISTING, "/actuator/health"));
			Figure.holds("25, health on the asking thread hangs, and is asked for 100 times a second",
					Duration.ofMillis(20), () -> Askers.atPace(application, 1, Duration.ofMillis(5),
							Figures.repetitions(300), "/livez", "/readyz"));
			assertThat(insisting.get(60, TimeUnit.SECONDS).failures()).hasSize(INSISTING);
			indicator.letGo.countDown();
			for (Future<Answer> answer : stuck) {
				assertThat(answer.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
			}
			assertThat(Askers.concurrently(application, 25, 1000, "/actuator/health").failures()).isEmpty();
		}
		finally {
			askers.shutdownNow();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class HangingIndicatorConfiguration {

		@Bean
		HangingIndicator hangingHealthIndicator() {
			return new HangingIndicator();
		}

	}

	static class HangingIndicator implements HealthIndicator {

		private final CountDownLatch letGo = new CountDownLatch(1);

		private final AtomicInteger waiting = new AtomicInteger();

		@Override
		public Health health() {
			this.waiting.incrementAndGet();
			try {
				this.letGo.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return Health.up().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SlowEndpointConfiguration {

		@Bean
		SlowEndpoint slowEndpoint() {
			return new SlowEndpoint();
		}

	}

	@Endpoint(id = "slow")
	static class SlowEndpoint {

		private final CountDownLatch letGo = new CountDownLatch(1);

		private final AtomicInteger waiting = new AtomicInteger();

		@ReadOperation
		String read() throws InterruptedException {
			this.waiting.incrementAndGet();
			this.letGo.await();
			return "at last";
		}

	}

}
