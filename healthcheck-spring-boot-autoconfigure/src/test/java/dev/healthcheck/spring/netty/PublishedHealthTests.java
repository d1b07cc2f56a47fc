package dev.healthcheck.spring.netty;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.spring.test.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for health on WebFlux: out of what is published, whatever blocks.
 */
@Timeout(300)
class PublishedHealthTests {

	private static final String[] PATHS = { "/readyz", "/actuator/health", "/actuator/health/mixed" };

	@Test
	void whenBoundedElasticIsFullHealthIsAnswered() {
		CountDownLatch letGo = new CountDownLatch(1);
		AtomicInteger blocked = new AtomicInteger();
		try (RunningApplication application = start()) {
			int threads = Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE;
			for (int i = 0; i < threads; i++) {
				Schedulers.boundedElastic().schedule(() -> {
					blocked.incrementAndGet();
					awaitQuietly(letGo);
				});
			}
			Awaitility.await().until(() -> blocked.get() == threads);
			for (String path : PATHS) {
				assertThat(application.probe(path).status()).isEqualTo(200);
			}
			assertThat(application.probe("/actuator/health").body()).contains("\"blocking\"", "\"reactive\"",
					"\"checkedAt\"");
		}
		finally {
			letGo.countDown();
		}
	}

	@Test
	void whenTheServerHasStoppedInARunningApplicationItIsDownAndTheInstanceNotReady() {
		// What has stopped already would be waited for at the end
		try (RunningApplication application = start("server.shutdown=immediate")) {
			assertThat(application.probe("/actuator/health/server").body()).contains("\"accepting\":true");
			Objects.requireNonNull(((WebServerApplicationContext) application.context()).getWebServer()).stop();
			Answer down = Awaitility.await()
				.until(() -> application.probe("/actuator/health/server"),
						(answer) -> answer.body().contains("\"status\":\"DOWN\""));
			assertThat(down.status()).isEqualTo(503);
			assertThat(application.probe("/readyz").body()).isEqualTo("server");
		}
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static RunningApplication start(String... more) {
		List<String> properties = new ArrayList<>(List.of("management.endpoint.health.show-details=always",
				"management.endpoint.health.group.mixed.include=blocking,reactive"));
		properties.addAll(List.of(more));
		RunningApplication application = TestServer.NETTY.start(Indicators.class, properties.toArray(String[]::new));
		for (String path : PATHS) {
			Awaitility.await().until(() -> application.probe(path).status() == 200);
		}
		return application;
	}

	@Configuration(proxyBeanMethods = false)
	static class Indicators {

		@Bean
		HealthIndicator blockingHealthIndicator() {
			return () -> Health.up().build();
		}

		@Bean
		ReactiveHealthIndicator reactiveHealthIndicator() {
			return () -> Mono.just(Health.up().build());
		}

	}

}
