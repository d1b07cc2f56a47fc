package dev.healthcheck.spring.figures;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.test.Figures;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figure 16 of docs/reliability.md: the carriers of the application's virtual threads are
 * busy for seconds, and probes are answered no later than beside platform threads.
 */
@Timeout(300)
class VirtualThreadsTests {

	private static final int CLIENTS = 200;

	private static final int ROUNDS = 5;

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void whenAllCarriersAreBusyProbesAreAnsweredNoLaterThanBesidePlatformThreads() {
		boolean held = false;
		for (int i = 0; i < ROUNDS && !held; i++) {
			Latencies virtual = probe("spring.threads.virtual.enabled=true");
			assertThat(virtual.failures()).isEmpty();
			held = !Figures.areAsserted() || isNoLaterThanBesidePlatformThreads(virtual);
		}
		assertThat(held).isTrue();
	}

	private static boolean isNoLaterThanBesidePlatformThreads(Latencies virtual) {
		Latencies platform = probe("spring.threads.virtual.enabled=false");
		Figure.print("16, 200 clients on CPU-bound requests", virtual + "; on platform threads " + platform);
		return virtual.p99().compareTo(platform.p99()) <= 0;
	}

	private static Latencies probe(String threads) {
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		try (RunningApplication application = RunningApplication.start(Busy.class, threads)) {
			Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
			BusyController controller = application.context().getBean(BusyController.class);
			for (int i = 0; i < CLIENTS; i++) {
				clients.execute(() -> {
					while (controller.burning) {
						RawHttp.load(application.port(), "/burn");
					}
				});
			}
			int cores = Runtime.getRuntime().availableProcessors();
			Awaitility.await().until(() -> controller.started.get() > 2 * cores);
			Latencies latencies = ProbeClients.atPace(application, 1, Duration.ofMillis(50), 60, "/livez", "/readyz");
			controller.burning = false;
			return latencies;
		}
		finally {
			clients.shutdownNow();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(BusyController.class)
	static class Busy {

	}

	@RestController
	static class BusyController {

		private final AtomicInteger started = new AtomicInteger();

		private volatile boolean burning = true;

		@GetMapping("/burn")
		double burn() {
			this.started.incrementAndGet();
			long until = System.nanoTime() + Duration.ofSeconds(2).toNanos();
			double sum = 0;
			while (this.burning && System.nanoTime() < until) {
				sum += Math.sin(ThreadLocalRandom.current().nextDouble());
			}
			return sum;
		}

	}

}
