package dev.healthcheck.spring.figures;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.test.Figures;
import dev.healthcheck.worker.WorkerCount;
import dev.healthcheck.worker.WorkerSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figure 3 of docs/reliability.md: checks hang, deaf to interrupts, and the workers'
 * source does too.
 */
@Timeout(300)
class HungChecksEndToEndTests {

	private static final String[] PATHS = { "/livez", "/readyz", "/actuator/health", "/actuator/health/readiness" };

	private static final int CHECK_THREADS = 8;

	private final CountDownLatch letGo = new CountDownLatch(1);

	private final AtomicInteger hung = new AtomicInteger();

	@AfterEach
	void letGo() {
		this.letGo.countDown();
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 25 })
	void whenChecksHangProbesAreAnsweredAndLateIsShown(int count) {
		try (RunningApplication application = start(count, null)) {
			Awaitility.await().until(() -> this.hung.get() == CHECK_THREADS);
			Awaitility.await()
				.until(() -> application.probe("/actuator/health").body().split("lateSeconds", -1).length - 1 == count);
			// Each path follows when it is published
			for (String path : PATHS) {
				Awaitility.await().until(() -> application.probe(path).status() == 200);
			}
			assertThat(ProbeClients.concurrently(application, 4, Figures.repetitions(1000), PATHS).failures())
				.isEmpty();
			Figure.holds("3, " + count + " checks hang, 25 clients", Duration.ofMillis(20),
					() -> ProbeClients.atPace(application, 5, Duration.ofMillis(20), Figures.repetitions(500), PATHS));
			assertThat(this.hung).hasValue(CHECK_THREADS);
			this.letGo.countDown();
			Awaitility.await().until(() -> !application.probe("/actuator/health").body().contains("lateSeconds"));
		}
	}

	@Test
	void whenTheWorkersSourceAndEveryCheckHangFromTheStartTheApplicationBecomesReady() {
		try (RunningApplication application = start(CHECK_THREADS, this::hang)) {
			Awaitility.await().until(() -> this.hung.get() == CHECK_THREADS + 1);
			awaitLate(application, "workers");
			assertReady(application);
		}
	}

	@Test
	void whenTheWorkersSourceHangsLaterTheApplicationStaysReady() {
		AtomicInteger counts = new AtomicInteger();
		try (RunningApplication application = start(0, () -> (counts.incrementAndGet() > 5) ? hang() : 0,
				"healthcheck.workers.scan-interval=100ms")) {
			Awaitility.await().until(() -> this.hung.get() == 1);
			assertReady(application);
			// Late after a second, and stale after three more
			awaitLate(application, "workers");
			assertReady(application);
		}
	}

	private static void awaitLate(RunningApplication application, String name) {
		Awaitility.await()
			.until(() -> application.probe("/actuator/health/" + name).body(),
					(body) -> body.contains("\"status\":\"DEGRADED\"") && body.contains("lateSeconds"));
	}

	private static void assertReady(RunningApplication application) {
		assertThat(ProbeClients.concurrently(application, 25, 200, PATHS).failures()).isEmpty();
	}

	private RunningApplication start(int checks, @Nullable IntSupplier workers, String... more) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder()
			.initializers((GenericApplicationContext context) -> {
				for (int i = 0; i < checks; i++) {
					context.registerBean("hung" + i + "Check", Check.class, () -> () -> {
						hang();
						return CheckResult.up();
					});
				}
				if (workers != null) {
					context.registerBean(WorkerSource.class, () -> () -> WorkerCount.of(workers.getAsInt()));
				}
			});
		String[] properties = Stream.concat(Stream.of(
				// They would be late too, and so be counted
				"management.health.diskspace.enabled=false", "management.health.ssl.enabled=false",
				"healthcheck.checks.timeout=300ms", "healthcheck.checks.failure-ttl=100ms",
				"management.endpoint.health.show-details=always"), Stream.of(more))
			.toArray(String[]::new);
		return RunningApplication.start(builder, new Class<?>[0], properties);
	}

	private int hang() {
		this.hung.incrementAndGet();
		while (this.letGo.getCount() > 0) {
			try {
				this.letGo.await();
			}
			catch (InterruptedException ex) {
				// Deaf
			}
		}
		return 0;
	}

}
