package dev.healthcheck.spring.checks;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.spring.groups.HealthGroupChangedEvent;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(300)
@ExtendWith(OutputCaptureExtension.class)
class HealthEventsEndToEndTests {

	@Test
	void eachChangeIsOneEventAndOneLineAndAListenerThatThrowsHarmsNothing(CapturedOutput output) {
		try (RunningApplication application = RunningApplication.start(Listening.class,
				"healthcheck.checks.success-ttl=50ms", "healthcheck.checks.failure-ttl=50ms",
				"healthcheck.checks.retry-delay=50ms", "management.endpoint.health.group.shop.include=till")) {
			Listening listening = application.context().getBean(Listening.class);
			Awaitility.await().until(() -> application.probe("/actuator/health").status() == 200);
			listening.awaitEvents("primary is UP, was OUT_OF_SERVICE", "shop is UP, was OUT_OF_SERVICE",
					"till is UP, was OUT_OF_SERVICE");
			listening.seen.clear();
			listening.failing.set(true);
			listening.awaitEvents("till is DOWN, was UP", "primary is DOWN, was UP", "shop is DOWN, was UP");
			listening.failing.set(false);
			listening.awaitEvents("till is UP, was DOWN", "primary is UP, was DOWN", "shop is UP, was DOWN");
			assertThat(listening.seen).noneMatch((event) -> event.matches("(till|primary|shop) .*"));
			assertThat(output).containsOnlyOnce("Check 'till' is DOWN, was UP")
				.doesNotContain("Health group 'shop'")
				.contains("A listener of health events failed");
		}
	}

	@Test
	void maintenanceAndReadinessAreEventsAndLinesToo(CapturedOutput output) throws Exception {
		try (RunningApplication application = RunningApplication.start(Listening.class,
				"healthcheck.maintenance.scan-interval=50ms")) {
			Listening listening = application.context().getBean(Listening.class);
			Awaitility.await().until(() -> application.probe("/actuator/health").status() == 200);
			listening.awaitEvents("maintenance is UP, was OUT_OF_SERVICE", "readiness is UP, was OUT_OF_SERVICE",
					"primary is UP, was OUT_OF_SERVICE");
			listening.seen.clear();
			Files.createFile(application.maintenanceFile());
			listening.awaitEvents("maintenance is MAINTENANCE, was UP", "readiness is MAINTENANCE, was UP",
					"primary is MAINTENANCE, was UP");
			assertThat(listening.seen).noneMatch((event) -> event.matches("(maintenance|readiness|primary) .*"));
			assertThat(output).containsOnlyOnce("Health group 'readiness' is MAINTENANCE, was UP")
				.doesNotContain("Health group 'primary'");
		}
	}

	@Test
	void whatHasToBeRunToTellIsNotWatched() {
		try (RunningApplication application = RunningApplication.start(Listening.class,
				"healthcheck.indicators.exclude=diskSpace", "healthcheck.checks.failure-ttl=50ms",
				"healthcheck.checks.success-ttl=50ms", "healthcheck.checks.retry-delay=50ms",
				"management.endpoint.health.group.shop.include=till")) {
			Listening listening = application.context().getBean(Listening.class);
			Awaitility.await().until(() -> application.probe("/actuator/health").status() == 200);
			listening.awaitEvents("shop is UP, was OUT_OF_SERVICE");
			listening.failing.set(true);
			listening.awaitEvents("shop is DOWN, was UP");
			assertThat(listening.seen).noneMatch((event) -> event.startsWith("primary "));
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Listening {

		private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		private final AtomicBoolean failing = new AtomicBoolean();

		@Bean
		Check tillCheck() {
			return () -> this.failing.get() ? CheckResult.down("empty") : CheckResult.up();
		}

		@EventListener({ CheckChangedEvent.class, HealthGroupChangedEvent.class })
		@Order(1)
		void fail(ApplicationEvent event) {
			throw new IllegalStateException("on purpose, at " + event);
		}

		@EventListener
		@Order(2)
		void see(CheckChangedEvent event) {
			this.seen.add(event.toString());
		}

		@EventListener
		@Order(2)
		void see(HealthGroupChangedEvent event) {
			this.seen.add(event.toString());
		}

		/** Wait for events in any order, and forget all that came until then. */
		private void awaitEvents(String... events) {
			Awaitility.await().until(() -> this.seen.containsAll(List.of(events)));
			this.seen.removeAll(List.of(events));
		}

	}

}
