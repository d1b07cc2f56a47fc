package dev.healthcheck.spring.server;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that code of the application that takes part in answers runs on other threads
 * than the event loop, and holds up nothing when it hangs.
 */
@Timeout(300)
class ApplicationCodeTests {

	@Test
	void whenAnAggregatorHangsTheLastAnswersAreGivenAndOtherProbesAnswered() {
		try (RunningApplication application = RunningApplication.startWithoutWebServer(Hanging.class,
				"healthcheck.probes.own.path=/own", "healthcheck.probes.own.group=liveness",
				"healthcheck.probes.own.format=ownFormat", "healthcheck.server.threads=8")) {
			Hanging hanging = application.context().getBean(Hanging.class);
			Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
			assertThat(application.probe("/actuator/health").status()).isEqualTo(200);
			assertThat(application.probe("/own").body()).isEqualTo("own");
			assertThat(hanging.thread.get()).startsWith("healthcheck-http-").isNotEqualTo("healthcheck-http-1");
			hanging.hangs = true;
			try {
				for (int i = 0; i < 10; i++) {
					assertThat(application.probe("/readyz").body()).isEqualTo("ok");
					assertThat(application.probe("/actuator/health").status()).isEqualTo(200);
				}
			}
			finally {
				hanging.hangs = false;
				hanging.letGo.countDown();
			}
			Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Hanging {

		private final CountDownLatch letGo = new CountDownLatch(1);

		private final AtomicReference<String> thread = new AtomicReference<>("");

		private volatile boolean hangs;

		@Bean
		StatusAggregator aggregator() {
			return (statuses) -> aggregate(statuses);
		}

		private Status aggregate(Set<Status> statuses) {
			if (this.hangs) {
				try {
					this.letGo.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
			return statuses.contains(Status.DOWN) ? Status.DOWN : Status.UP;
		}

		@Bean
		ProbeRenderer ownFormat() {
			return (request, report) -> {
				this.thread.set(Thread.currentThread().getName());
				return ProbeResponse.of(200, "text/plain", "own".getBytes(StandardCharsets.US_ASCII));
			};
		}

	}

}
