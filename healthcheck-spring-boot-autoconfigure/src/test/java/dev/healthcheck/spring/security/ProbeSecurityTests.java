package dev.healthcheck.spring.security;

import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is open where Spring Security, as it comes, guards everything. Run with
 * Spring Security on the class path, which no other test has.
 */
@Tag("security")
class ProbeSecurityTests {

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.start("management.endpoints.web.exposure.include=*",
				"healthcheck.page.enabled=true", "management.endpoint.health.show-details=always");
		Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@ParameterizedTest
	@CsvSource({ "/livez, GET", "/livez, HEAD", "/livez, OPTIONS", "/readyz, GET", "/readyz, HEAD", "/readyz, OPTIONS",
			"/livez?x=1, GET", "/actuator/health, GET", "/actuator/health/readiness, GET", "/actuator/health, OPTIONS",
			"/status, GET", "/status.json, GET" })
	void probesAndHealthAreOpen(String path, String method) {
		assertThat(status(application.probePort(), method, path)).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/env, GET", "/actuator/env, OPTIONS", "/actuator/checks, GET", "/actuator/heapdump, GET",
			"/actuator, GET", "/actuator/shutdown, POST", "/livez/, GET", "/livez/foo, GET", "/Livez, GET",
			"/livezz, GET", "/livez/, OPTIONS", "/, GET", "/status/, GET" })
	void allElseIsNotThere(String path, String method) {
		assertThat(status(application.probePort(), method, path)).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/env", "/actuator/checks", "/actuator/checks/diskSpace", "/readyz", "/status" })
	void portOfTheApplicationIsGuardedAsBefore(String path) {
		assertThat(status(application.port(), "GET", path)).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/livez;x=1", "/%6civez", "//livez", "/livez%2f", "/livez/%2e", "/livez/.", "/x/../livez",
			"/livez%00", "/livez/../actuator/env", "/livez;/actuator/env" })
	void otherSpellingsOfAProbeAreNotOpen(String path) {
		assertThat(status(application.probePort(), "GET", path)).isBetween(400, 499);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health", "/actuator/health/diskSpace", "/readyz?verbose", "/status.json" })
	void detailsAreShownOnlyIfThatIsSetForTheProbeServer(String path) {
		assertThat(application.probe(path).body()).doesNotContain("threshold", "details\":", "checkedAt");
		assertThat(application.probe("/actuator/health").body()).contains("\"diskSpace\":{\"status\":\"UP\"}");
		try (RunningApplication shown = RunningApplication.start("healthcheck.server.show-details=always")) {
			assertThat(shown.probe("/actuator/health").body()).contains("threshold");
		}
	}

	private static int status(int port, String method, String path) {
		return RawHttp.ask(port, method, path, "HTTP/1.1").status();
	}

}
