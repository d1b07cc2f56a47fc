package dev.healthcheck.spring.workers;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.worker.WorkerCount;
import dev.healthcheck.worker.WorkerSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what this process knows of itself holds while a source of workers hangs from
 * its first call on.
 */
@Timeout(120)
class HungWorkerSourceTests {

	@Test
	void readinessFollowsThisProcessAtOnceAndAtEachMoment() {
		try (RunningApplication application = RunningApplication.start(Hanging.class,
				"management.endpoint.health.show-details=always")) {
			Hanging hanging = application.context().getBean(Hanging.class);
			try {
				Set<String> seen = new LinkedHashSet<>();
				Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
					String workers = workers(application);
					seen.add(workers);
					return workers.equals("DEGRADED");
				});
				assertThat(seen).containsExactly("UP", "DEGRADED");
				for (int i = 0; i < 3; i++) {
					AvailabilityChangeEvent.publish(application.context(), ReadinessState.REFUSING_TRAFFIC);
					assertThat(workers(application)).isEqualTo("DOWN");
					assertThat(readyz(application)).isEqualTo("503 draining");
					AvailabilityChangeEvent.publish(application.context(), ReadinessState.ACCEPTING_TRAFFIC);
					assertThat(workers(application)).isEqualTo("DEGRADED");
					assertThat(readyz(application)).isEqualTo("200 ok");
				}
			}
			finally {
				hanging.released.complete(WorkerCount.of(1));
			}
		}
	}

	@Test
	void readinessIsRefusedWhereThisProcessIsNotEnough() {
		try (RunningApplication application = RunningApplication.start(new Class<?>[] { Hanging.class },
				"healthcheck.workers.required=2")) {
			Hanging hanging = application.context().getBean(Hanging.class);
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> readyz(application).equals("503 workers"));
			hanging.released.complete(WorkerCount.of(1));
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> readyz(application).equals("200 ok"));
		}
	}

	private static String workers(RunningApplication application) {
		String body = application.probe("/actuator/health/workers").body();
		return body.replaceAll("(?s).*?\"status\":\"([A-Z_]+)\".*", "$1");
	}

	private static String readyz(RunningApplication application) {
		RawHttp.Answer answer = application.probe("/readyz");
		return answer.status() + " " + answer.body();
	}

	@Configuration(proxyBeanMethods = false)
	static class Hanging {

		private final CountDownLatch hangs = new CountDownLatch(1);

		private final CompletableFuture<WorkerCount> released = new CompletableFuture<>();

		@Bean
		WorkerSource source() {
			return () -> {
				this.hangs.countDown();
				return this.released.join();
			};
		}

		// So that the application becomes ready while it hangs
		@Bean
		ApplicationRunner hung() {
			return (arguments) -> this.hangs.await();
		}

	}

}
