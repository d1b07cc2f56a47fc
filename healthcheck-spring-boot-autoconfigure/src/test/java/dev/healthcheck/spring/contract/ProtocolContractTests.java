package dev.healthcheck.spring.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.probe.ProbeSection;
import dev.healthcheck.spring.checks.CheckFailureMapper;
import dev.healthcheck.spring.checks.HealthCheck;
import dev.healthcheck.spring.checks.HealthReport;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The protocols of the four systems, row by row, over HTTP/1.0 and 1.1, with every
 * method: what a monitor that polls one of them is told by a probe with its format.
 */
class ProtocolContractTests {

	private static final String[] PROPERTIES = { "healthcheck.probes.g.format=gunicorn",
			"healthcheck.probes.p.format=pyramid", "healthcheck.probes.p.path=/py",
			"healthcheck.probes.r.format=runscope", "healthcheck.probes.a.format=approck",
			"healthcheck.probes.own.format=shouting", "healthcheck.probes.own.path=/own",
			"healthcheck.probes.own.group=readiness", "healthcheck.probes.own.status.failure=418",
			"healthcheck.probes.plain.format=runscope", "healthcheck.probes.plain.path=/plain",
			"healthcheck.probes.plain.body=plain", "healthcheck.probes.plain.headers.failure.X-Health=no",
			"healthcheck.checks.success-ttl=0", "healthcheck.checks.failure-ttl=0",
			"healthcheck.checks.failure-threshold=1", "healthcheck.workers.scan-interval=100ms",
			"healthcheck.maintenance.scan-interval=100ms" };

	private static final String NO_WORKERS = "{\"code\": \"NoWorkers\", \"description\": \"There are no any workers.\"}";

	private static final String NOT_READY = "{\"code\": \"ServiceNotReady\", \"description\": \"The few of service"
			+ " subsystems is not working to successfully complete the request.\", \"non_field_errors\": [\"%s\"]}";

	private static final AtomicReference<String> broken = new AtomicReference<>("");

	private static RunningApplication application;

	private static RunningApplication lacking;

	@BeforeAll
	static void startApplications() {
		application = start();
		lacking = start("healthcheck.workers.register-self=false");
	}

	// Both at the end: on Netty two applications of one process share event loops, which
	// end with the first of them
	@AfterAll
	static void closeApplications() {
		lacking.close();
		application.close();
	}

	@BeforeEach
	void repair() {
		broken.set("");
		awaitStatus(application, "/healthcheck", 200);
		awaitStatus(application, "/readyz", 200);
	}

	@Test
	void whenAllIsWellEachSaysSoInItsOwnWay() {
		assertAnswers("/", 200, "text/plain;charset=ascii", "1 workers ready\n");
		assertAnswers("/any/path?x=y", 200, "text/plain;charset=ascii", "1 workers ready\n");
		assertAnswers("/py", 200, "text/plain;charset=utf-8", "OK");
		assertAnswers("/py?checks=true", 200, "text/plain;charset=utf-8", "OK");
		assertAnswers("/health/live", 200, "application/json", "{}");
		assertAnswers("/health/ready", 200, "application/json", "{}");
		assertAnswers("/health/other", 404, "text/plain", "404 Not Found");
		assertRunscope("/healthcheck", 200, "success");
		assertThat(application.probe("/plain").body()).isEqualTo("OK");
		assertThat(application.probe("/own").body()).isEqualTo("OK!");
	}

	@Test
	void whenACheckFailsThoseSaySoWhoAreAskedAboutChecks() {
		broken.set("disk on fire");
		awaitStatus(application, "/healthcheck", 500);
		assertRunscope("/healthcheck", 500, "failure");
		assertRunscope("/healthcheck/addition_works", 200, "success");
		assertRunscope("/healthcheck/switchable", 500, "failure");
		JsonNode result = json("/healthcheck/switchable").get("results").get(0);
		assertThat(result.get("checker").asString()).isEqualTo("switchable");
		assertThat(result.get("output").asString()).isEqualTo("disk on fire");
		assertThat(result.get("passed").asBoolean()).isFalse();
		assertAnswers("/py?checks=true", 503, "text/plain;charset=utf-8", "ERROR");
		assertAnswers("/py?checks=x&checks=ALL", 503, "text/plain;charset=utf-8", "ERROR");
		for (String query : new String[] { "", "?checks=false", "?checks=true&checks=1", "?checks=%ff%fe",
				"?checks" }) {
			assertAnswers("/py" + query, 200, "text/plain;charset=utf-8", "OK");
		}
		assertAnswers("/", 200, "text/plain;charset=ascii", "1 workers ready\n");
		assertAnswers("/health/ready", 200, "application/json", "{}");
		Answer plain = application.probe("/plain");
		assertThat(plain.body()).isEqualTo("NOT OK");
		assertThat(plain.headers()).containsEntry("x-health", "no");
	}

	@Test
	void resultsAreThoseOfTheApplicationInTheirOrder() {
		JsonNode answer = json("/healthcheck");
		List<String> names = new ArrayList<>();
		answer.get("results").forEach((result) -> names.add(result.get("checker").asString()));
		assertThat(names).containsExactlyInAnyOrder("switchable", "addition_works", "parts", "mapped");
		assertThat(answer.get("version").asString()).isEqualTo("1.2");
		assertThat(answer.get("features").get("dark").asBoolean()).isTrue();
		assertThat(answer.has("broken")).isFalse();
		JsonNode mapped = json("/healthcheck/mapped").get("results").get(0);
		assertThat(mapped.get("output").asString()).isEqualTo("mapped: not today");
		assertThat(mapped.get("passed").asBoolean()).isTrue();
	}

	@Test
	void unknownChecksAreNotFound() {
		for (String path : new String[] { "/healthcheck/x", "/healthcheck/", "/healthcheck/workers",
				"/healthcheck/a/b" }) {
			assertThat(application.probe(path).status()).isEqualTo(404);
		}
	}

	@Test
	void inMaintenanceEachTakesItsInstanceOut() throws IOException {
		Files.createFile(application.maintenanceFile());
		try {
			awaitStatus(application, "/py", 299);
			assertAnswers("/py", 299, "text/plain;charset=utf-8", "MAINTENANCE");
			assertAnswers("/py?checks=true", 299, "text/plain;charset=utf-8", "MAINTENANCE");
			assertAnswers("/", 500, "text/plain;charset=ascii", "1 workers ready\n");
			assertAnswers("/health/live", 200, "application/json", "{}");
			assertAnswers("/health/ready", 422, "application/json", NOT_READY.formatted("maintenance"));
			assertRunscope("/healthcheck", 500, "failure");
			assertThat(application.probe("/own").status()).isEqualTo(503);
		}
		finally {
			Files.delete(application.maintenanceFile());
		}
	}

	@Test
	void whenWorkersAreLackingEachTakesItsInstanceOut() {
		Awaitility.await().until(() -> lacking.probe("/readyz").body().equals("workers"));
		assertAnswers(lacking, "/", 500, "text/plain;charset=ascii", "0 workers ready\n");
		assertAnswers(lacking, "/py", 503, "text/plain;charset=utf-8", "ERROR");
		assertAnswers(lacking, "/health/live", 422, "application/json", NO_WORKERS);
		assertAnswers(lacking, "/health/ready", 422, "application/json", NO_WORKERS);
		assertThat(lacking.probe("/own").status()).isEqualTo(418);
	}

	@Test
	void healthIsNotHiddenByAProbeOnAllPaths() {
		assertThat(application.probe("/actuator").body()).isEqualTo("1 workers ready\n");
		assertThat(application.probe("/actuator/health/readiness").body()).contains("UP");
		assertThat(application.probe("/readyz").body()).isEqualTo("ok");
	}

	@Test
	void queriesThatNobodyCanReadHarmNoNextOne() {
		try {
			Answer tooLong = application.probe("/py?checks=" + "a".repeat(1 << 20));
			assertThat(tooLong.status()).isBetween(400, 499);
		}
		catch (UncheckedIOException ex) {
			// Cut off before all of it was sent, which is an answer, too
		}
		assertAnswers("/py?checks=true", 200, "text/plain;charset=utf-8", "OK");
	}

	private static RunningApplication start(String... more) {
		List<String> properties = new ArrayList<>(List.of(PROPERTIES));
		properties.addAll(List.of(more));
		return RunningApplication.start(Checks.class, properties.toArray(String[]::new));
	}

	private static void awaitStatus(RunningApplication application, String path, int status) {
		Awaitility.await().until(() -> application.probe(path).status() == status);
	}

	private static void assertAnswers(String path, int status, String type, String body) {
		assertAnswers(application, path, status, type, body);
	}

	private static void assertAnswers(RunningApplication application, String path, int status, String type,
			String body) {
		for (String version : new String[] { "HTTP/1.0", "HTTP/1.1" }) {
			for (String method : new String[] { "GET", "HEAD", "POST", "OPTIONS" }) {
				Answer answer = RawHttp.ask(application.probePort(), method, path, version);
				assertThat(answer.status() + " " + type(answer) + " " + answer.body())
					.as("%s %s %s", method, path, version)
					.isEqualTo(status + " " + type + " " + (method.equals("HEAD") ? "" : body));
			}
		}
	}

	// Servers write types with and without a space, and charsets in either letter case
	private static String type(Answer answer) {
		return String.valueOf(answer.headers().get("content-type")).replace("; ", ";").toLowerCase(Locale.ROOT);
	}

	private static void assertRunscope(String path, int status, String said) {
		for (String version : new String[] { "HTTP/1.0", "HTTP/1.1" }) {
			for (String method : new String[] { "GET", "HEAD", "OPTIONS" }) {
				Answer answer = RawHttp.ask(application.probePort(), method, path, version);
				assertThat(answer.status()).as("%s %s %s", method, path, version).isEqualTo(status);
				assertThat(answer.body().isEmpty()).isEqualTo(!method.equals("GET"));
			}
			Answer answer = RawHttp.ask(application.probePort(), "GET", path, version);
			assertThat(type(answer)).isEqualTo("application/json");
			JsonNode json = JsonMapper.shared().readTree(answer.body());
			assertThat(json.propertyNames()).startsWith("hostname", "status", "timestamp", "results");
			assertThat(json.get("status").asString()).isEqualTo(said);
			double now = json.get("timestamp").asDouble();
			json.get("results").forEach((result) -> {
				assertThat(result.propertyNames()).containsExactly("checker", "output", "passed", "timestamp",
						"expires", "response_time");
				assertThat(result.get("timestamp").asDouble()).isBetween(now - 60, now);
				assertThat(result.get("response_time").asDouble()).isBetween(0.0, 10.0);
			});
			assertThat(RawHttp.ask(application.probePort(), "POST", path, version).status()).isEqualTo(405);
		}
	}

	private static JsonNode json(String path) {
		return JsonMapper.shared().readTree(application.probe(path).body());
	}

	@Configuration(proxyBeanMethods = false)
	static class Checks {

		@Bean
		Check switchableCheck() {
			return () -> broken.get().isEmpty() ? CheckResult.up("fine") : CheckResult.down(broken.get());
		}

		@Bean
		Check mappedCheck() {
			return () -> {
				throw new UnsupportedOperationException("not today");
			};
		}

		@Bean
		CheckFailureMapper failureMapper() {
			return (check, failure) -> (failure instanceof UnsupportedOperationException)
					? CheckResult.up(check + ": " + failure.getMessage()) : null;
		}

		@Bean
		Arithmetic arithmetic() {
			return new Arithmetic();
		}

		@Bean
		ProbeSection version() {
			return ProbeSection.of("version", "1.2");
		}

		@Bean
		ProbeSection features() {
			return new ProbeSection("features", () -> Map.of("dark", true));
		}

		@Bean
		ProbeSection brokenSection() {
			return new ProbeSection("broken", () -> {
				throw new IllegalStateException("no such section");
			});
		}

		@Bean
		ProbeRenderer shouting() {
			return (request, report) -> ProbeResponse.of(report.code(), "text/plain",
					(report.word().toUpperCase(Locale.ROOT) + "!").getBytes(StandardCharsets.UTF_8));
		}

	}

	static class Arithmetic {

		@HealthCheck("addition_works")
		String addition() {
			return "addition works";
		}

		@HealthCheck("parts")
		void parts(HealthReport report) {
			report.ok("left");
			report.ok("right");
		}

	}

}
