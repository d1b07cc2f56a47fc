package dev.healthcheck.spring.figures;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.spring.test.TestServer;
import dev.healthcheck.test.Figures;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figure 2 of docs/reliability.md: every thread of the application is stuck in a request.
 */
@Timeout(300)
class ThreadsStuckTests {

	// Not below healthcheck, where a key that does not exist stops the start
	private static final int PROBES = Integer.getInteger("figures.probes", Figures.repetitions(500));

	private static final String[] PATHS = { "/livez", "/readyz", "/actuator/health/readiness", "/actuator/health" };

	@Test
	void whenAllOf200ThreadsAreStuckProbesAreAnswered() {
		try (StuckApplication stuck = new StuckApplication(200)) {
			assertThat(ProbeClients.concurrently(stuck.application, 4, Figures.repetitions(4000), PATHS).failures())
				.isEmpty();
			Figure.holds("2, all request threads stuck", Duration.ofMillis(10),
					() -> ProbeClients.atPace(stuck.application, 1, Duration.ofMillis(20), PROBES, PATHS));
		}
	}

	@Test
	void whenBothOfTwoThreadsAreStuckProbesAreAnswered() {
		try (StuckApplication stuck = new StuckApplication(2)) {
			assertThat(ProbeClients.concurrently(stuck.application, 8, 80, PATHS).failures()).isEmpty();
			assertThat(serverThreads()).hasSizeBetween(1, 8);
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void whenTheApplicationIsOnVirtualThreadsTheProbesAreNot() {
		try (RunningApplication application = RunningApplication.start(Stuck.class,
				"spring.threads.virtual.enabled=true")) {
			Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
			assertThat(ProbeClients.concurrently(application, 8, 80, PATHS).failures()).isEmpty();
			// A virtual one would not be among them
			assertThat(serverThreads()).hasSizeBetween(1, 8);
		}
	}

	private static Set<String> serverThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("healthcheck-http-"))
			.collect(Collectors.toSet());
	}

	/**
	 * An application whose threads all wait until it is closed.
	 */
	private static final class StuckApplication implements AutoCloseable {

		private final RunningApplication application;

		private final ExecutorService users;

		StuckApplication(int threads) {
			this.application = RunningApplication.start(Stuck.class, TestServer.withThreads(threads));
			this.users = Executors.newFixedThreadPool(threads);
			Awaitility.await().until(() -> this.application.probe("/readyz").status() == 200);
			StuckController controller = this.application.context().getBean(StuckController.class);
			for (int i = 0; i < threads; i++) {
				this.users.execute(() -> RawHttp.load(this.application.port(), "/stuck"));
			}
			Awaitility.await().until(() -> controller.waiting.get() >= threads);
		}

		@Override
		public void close() {
			this.application.context().getBean(StuckController.class).letGo.countDown();
			this.users.shutdown();
			this.application.close();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ StuckController.class, ThreadEndpoint.class })
	static class Stuck {

	}

	@Endpoint(id = "thread")
	static class ThreadEndpoint {

		@ReadOperation
		String read() {
			return Thread.currentThread().getName();
		}

	}

	@RestController
	static class StuckController {

		private final CountDownLatch letGo = new CountDownLatch(1);

		private final AtomicInteger waiting = new AtomicInteger();

		@GetMapping("/stuck")
		String stuck() throws InterruptedException {
			this.waiting.incrementAndGet();
			this.letGo.await();
			return "at last";
		}

	}

}
