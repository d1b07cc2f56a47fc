package dev.healthcheck.spring.figures;

import java.io.IOException;
import java.nio.file.Files;

import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what load balancers understand besides 200 and 503, on each server.
 */
@Timeout(300)
class LoadBalancerServerTests {

	private static final String[] READY = { "/readyz" };

	private static final String[] LIVE = { "/livez", "/actuator/health/liveness" };

	private static final String FAIL = "x-envoy-immediate-health-check-fail";

	private static final String DEGRADED = "x-envoy-degraded";

	@Test
	void haproxyHasMaintenanceAndDrainingNotFound() throws IOException {
		try (RunningApplication application = RunningApplication.start("healthcheck.load-balancer=haproxy",
				"healthcheck.maintenance.scan-interval=100ms")) {
			assertHaproxy(application);
		}
	}

	@Test
	void haproxyHasMaintenanceAndDrainingNotFoundWithoutAWebServer() throws IOException {
		try (RunningApplication application = RunningApplication.startWithoutWebServer(Object.class,
				"healthcheck.load-balancer=haproxy", "healthcheck.maintenance.scan-interval=100ms")) {
			assertHaproxy(application);
		}
	}

	private static void assertHaproxy(RunningApplication application) throws IOException {
		awaitReady(application, 200, "ok");
		Files.createFile(application.maintenanceFile());
		awaitReady(application, 404, "maintenance");
		assertStatus(application, 404, READY);
		assertStatus(application, 200, LIVE);
		Files.delete(application.maintenanceFile());
		awaitReady(application, 200, "ok");
		AvailabilityChangeEvent.publish(application.context(), ReadinessState.REFUSING_TRAFFIC);
		awaitReady(application, 404, "draining");
		assertStatus(application, 404, READY);
		assertStatus(application, 200, LIVE);
	}

	@Test
	void failingStaysUnavailableForHaproxyAndWhatIsSetStays() throws IOException {
		try (RunningApplication application = RunningApplication.start("healthcheck.load-balancer=haproxy",
				"healthcheck.maintenance.scan-interval=100ms", "healthcheck.maintenance.status=503",
				"healthcheck.workers.required=2", "healthcheck.probes.readyz.status.draining=429")) {
			awaitReady(application, 503, "workers");
			assertStatus(application, 503, READY);
			AvailabilityChangeEvent.publish(application.context(), ReadinessState.REFUSING_TRAFFIC);
			awaitReady(application, 429, "draining");
			assertStatus(application, 503, "/actuator/health/readiness");
			Files.createFile(application.maintenanceFile());
			awaitReady(application, 503, "maintenance");
			assertStatus(application, 503, READY);
		}
	}

	@Test
	void envoyIsToldInHeaders() throws IOException {
		try (RunningApplication application = RunningApplication.start("healthcheck.load-balancer=envoy",
				"healthcheck.maintenance.scan-interval=100ms", "healthcheck.workers.required=2",
				"healthcheck.overrides.workers.critical=false")) {
			assertEnvoy(application);
		}
	}

	@Test
	void envoyIsToldInHeadersWithoutAWebServer() throws IOException {
		try (RunningApplication application = RunningApplication.startWithoutWebServer(Object.class,
				"healthcheck.load-balancer=envoy", "healthcheck.maintenance.scan-interval=100ms",
				"healthcheck.workers.required=2", "healthcheck.overrides.workers.critical=false")) {
			assertEnvoy(application);
		}
	}

	private static void assertEnvoy(RunningApplication application) throws IOException {
		Awaitility.await()
			.until(() -> application.probe("/readyz"),
					(answer) -> answer.status() == 200 && answer.headers().containsKey(DEGRADED));
		assertHeaders(application, 200, DEGRADED, FAIL);
		Files.createFile(application.maintenanceFile());
		awaitReady(application, 503, "maintenance");
		assertHeaders(application, 503, FAIL, DEGRADED);
		Files.delete(application.maintenanceFile());
		awaitReady(application, 200, "ok");
		AvailabilityChangeEvent.publish(application.context(), ReadinessState.REFUSING_TRAFFIC);
		awaitReady(application, 503, "draining");
		assertHeaders(application, 503, FAIL, DEGRADED);
	}

	private static void assertHeaders(RunningApplication application, int status, String there, String absent) {
		for (String path : READY) {
			for (String method : new String[] { "GET", "HEAD", "OPTIONS" }) {
				Answer answer = RawHttp.ask(application.probePort(), method, path, "HTTP/1.1");
				assertThat(answer.status()).as(path).isEqualTo(status);
				assertThat(answer.headers()).as(method + " " + path)
					.containsEntry(there, "true")
					.doesNotContainKey(absent);
			}
		}
		for (String path : new String[] { "/livez", "/actuator/health/liveness", "/actuator/health/ping",
				"/actuator/health", "/actuator/health/readiness" }) {
			assertThat(application.probe(path).headers()).as(path).doesNotContainKeys(there, absent);
		}
	}

	private static void assertStatus(RunningApplication application, int status, String... paths) {
		for (String path : paths) {
			for (String method : new String[] { "GET", "HEAD", "OPTIONS" }) {
				assertThat(RawHttp.ask(application.probePort(), method, path, "HTTP/1.0").status())
					.as(method + " " + path)
					.isEqualTo(status);
			}
		}
	}

	private static void awaitReady(RunningApplication application, int status, String word) {
		Awaitility.await().untilAsserted(() -> {
			Answer answer = application.probe("/readyz");
			assertThat(answer.status() + " " + answer.body()).isEqualTo(status + " " + word);
		});
	}

}
