package dev.healthcheck.spring.figures;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figure 1 of docs/reliability.md: whatever the method and the version of HTTP, every
 * client gets the same answer.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProtocolTruthTests {

	private static final String[] PROPERTIES = { "management.endpoint.health.show-components=always",
			"management.endpoint.health.group.everything.include=*", "healthcheck.probes.all.path=/healthz",
			"healthcheck.probes.all.group=everything", "healthcheck.probes.all.format=json",
			"healthcheck.workers.scan-interval=100ms", "healthcheck.maintenance.scan-interval=100ms" };

	/** What shows the health of the process alone, and of a check that is never DOWN. */
	private static final List<String> ALWAYS_UP = List.of("/livez", "/actuator/health/liveness",
			"/actuator/health/soft");

	private static final List<String> FAILING = List.of("/readyz", "/healthz", "/actuator/health",
			"/actuator/health/readiness", "/actuator/health/everything");

	private static RunningApplication application;

	@BeforeAll
	static void startApplication() {
		application = start();
	}

	@AfterAll
	static void closeApplication() {
		application.close();
	}

	@Test
	void upAndDegradedAreOneTruth() {
		// The check is DEGRADED from the start
		awaitStatus(application, "/readyz", 200);
		assertThat(application.probe("/actuator/health/soft").body()).contains("DEGRADED");
		assertOneTruth(application.probePort(), "", 200, ALWAYS_UP);
		assertOneTruth(application.probePort(), "", 200, FAILING);
		assertOneTruth(application.probePort(), "", 200,
				List.of("/actuator/health/workers", "/actuator/health/maintenance"));
	}

	@Test
	void maintenanceIsOneTruth() throws IOException {
		awaitStatus(application, "/readyz", 200);
		Files.createFile(application.maintenanceFile());
		try {
			awaitStatus(application, "/readyz", 503);
			assertOneTruth(application.probePort(), "", 200, ALWAYS_UP);
			assertOneTruth(application.probePort(), "", 503, FAILING);
			assertOneTruth(application.probePort(), "", 503, List.of("/actuator/health/maintenance"));
		}
		finally {
			Files.delete(application.maintenanceFile());
		}
		awaitStatus(application, "/readyz", 200);
	}

	@Test
	void downIsOneTruthWithStatusesOfTheUsersOwn() throws IOException {
		try (RunningApplication down = start("healthcheck.workers.required=2", "healthcheck.failure-status=500",
				"healthcheck.maintenance.status=404", "management.server.base-path=/manage")) {
			awaitStatus(down, "/readyz", 500);
			Awaitility.await().until(() -> down.probe("/actuator/health/workers").body().contains("DOWN"));
			assertOneTruth(down.probePort(), "", 200, ALWAYS_UP);
			assertOneTruth(down.probePort(), "", 500, FAILING);
			assertOneTruth(down.probePort(), "", 500, List.of("/actuator/health/workers"));
			Files.createFile(down.maintenanceFile());
			awaitStatus(down, "/readyz", 404);
			assertOneTruth(down.probePort(), "", 404, FAILING);
		}
	}

	@Test
	void otherMethodsAreNotAllowed() {
		for (String method : new String[] { "POST", "PUT", "DELETE", "PATCH" }) {
			Answer answer = RawHttp.ask(application.probePort(), method, "/readyz", "HTTP/1.1");
			assertThat(answer.status()).isEqualTo(405);
			assertThat(answer.headers()).containsEntry("allow", "GET, HEAD, OPTIONS");
			assertThat(answer.body()).isEmpty();
		}
	}

	private static RunningApplication start(String... more) {
		List<String> properties = new ArrayList<>(List.of(PROPERTIES));
		properties.addAll(List.of(more));
		return RunningApplication.start(Soft.class, properties.toArray(String[]::new));
	}

	private static void awaitStatus(RunningApplication application, String path, int status) {
		Awaitility.await().until(() -> application.probe(path).status() == status);
	}

	private static void assertOneTruth(int port, String base, int status, List<String> paths) {
		for (String path : paths) {
			assertThat(mismatches(port, base + path, status)).isEmpty();
		}
	}

	private static List<String> mismatches(int port, String path, int status) {
		List<String> mismatches = new ArrayList<>();
		for (String version : new String[] { "HTTP/1.0", "HTTP/1.1" }) {
			Answer get = RawHttp.ask(port, "GET", path, version);
			Answer head = RawHttp.ask(port, "HEAD", path, version);
			Answer options = RawHttp.ask(port, "OPTIONS", path, version);
			if (get.status() != status || get.body().isEmpty()) {
				mismatches.add("GET " + path + " " + version + ": " + get);
			}
			if (head.status() != status || !head.body().isEmpty() || !headers(head).equals(headers(get))) {
				mismatches.add("HEAD " + path + " " + version + ": " + head + " after " + get);
			}
			if (options.status() != status || !options.body().isEmpty()
					|| !"0".equals(options.headers().get("content-length"))
					|| !"GET, HEAD, OPTIONS".equals(options.headers().get("allow"))) {
				mismatches.add("OPTIONS " + path + " " + version + ": " + options);
			}
		}
		return mismatches;
	}

	private static Map<String, String> headers(Answer answer) {
		Map<String, String> headers = new TreeMap<>(answer.headers());
		headers.remove("date");
		// Says how a body is sent that HEAD does not have
		headers.remove("transfer-encoding");
		return headers;
	}

	@Configuration(proxyBeanMethods = false)
	static class Soft {

		@Bean
		Check softCheck() {
			return () -> CheckResult.degraded("slow today");
		}

	}

}
