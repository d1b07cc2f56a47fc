package dev.healthcheck.spring.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is open where Spring Security, as it comes, guards everything. Run with
 * Spring Security on the class path, which no other test has.
 */
@Tag("security")
class ProbeSecurityTests {

	private static RunningApplication isolated;

	private static RunningApplication shared;

	@BeforeAll
	static void start() {
		isolated = RunningApplication.start("management.endpoints.web.exposure.include=*",
				"healthcheck.page.enabled=true", "management.endpoint.health.show-details=when-authorized",
				"management.endpoint.health.roles=ADMIN", "spring.security.user.name=kim",
				"spring.security.user.password=secret", "spring.security.user.roles=ADMIN");
		int port = TestSocketUtils.findAvailableTcpPort();
		shared = RunningApplication.start("server.port=" + port, "management.server.port=" + port,
				"management.endpoints.web.exposure.include=*", "healthcheck.page.enabled=true",
				"management.endpoint.health.show-details=when-authorized", "management.endpoint.health.roles=ADMIN",
				"spring.security.user.name=kim", "spring.security.user.password=secret",
				"spring.security.user.roles=CLERK");
		Awaitility.await().until(() -> isolated.probe("/readyz").status() == 200);
		Awaitility.await().until(() -> shared.probe("/readyz").status() == 200);
	}

	@AfterAll
	static void stop() {
		shared.close();
		isolated.close();
	}

	@ParameterizedTest
	@CsvSource({ "/livez, GET", "/livez, HEAD", "/livez, OPTIONS", "/readyz, GET", "/readyz, HEAD", "/readyz, OPTIONS",
			"/livez?x=1, GET", "/actuator/health, GET", "/actuator/health/readiness, GET",
			"/actuator/health, OPTIONS" })
	void probesAndHealthAreOpen(String path, String method) {
		assertThat(status(isolated, method, path)).isEqualTo(200);
		assertThat(status(shared, method, path)).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/env, GET", "/actuator/env, OPTIONS", "/actuator/heapdump, GET", "/actuator, GET",
			"/actuator/shutdown, POST", "/livez/, GET", "/livez/foo, GET", "/Livez, GET", "/livezz, GET",
			"/livez/, OPTIONS", "/, GET", "/status, GET", "/status, HEAD", "/status.json, GET", "/status, POST",
			"/status/, GET" })
	void allElseIsGuarded(String path, String method) {
		assertThat(status(isolated, method, path)).isIn(401, 403);
		assertThat(status(shared, method, path)).isIn(401, 403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/livez;x=1", "/%6civez", "//livez", "/livez%2f", "/livez/%2e", "/livez/.", "/x/../livez",
			"/livez%00", "/livez/../actuator/env", "/livez;/actuator/env" })
	void otherSpellingsOfAProbeAreNotOpen(String path) {
		assertThat(status(isolated, "GET", path)).isBetween(400, 499);
		assertThat(status(shared, "GET", path)).isBetween(400, 499);
	}

	@Test
	void pageShowsDetailsToThoseWhoAreAuthorizedAlone() {
		String authorization = "Authorization: Basic "
				+ Base64.getEncoder().encodeToString("kim:secret".getBytes(StandardCharsets.UTF_8));
		for (String path : new String[] { "/status", "/status.json" }) {
			assertThat(RawHttp.ask(isolated.managementPort(), "GET", path, "HTTP/1.1", authorization).body())
				.contains("Ready", "workers", "diskSpace");
			assertThat(RawHttp.ask(shared.managementPort(), "GET", path, "HTTP/1.1", authorization).body())
				.contains("Ready")
				.doesNotContain("diskSpace");
		}
	}

	private static int status(RunningApplication application, String method, String path) {
		return RawHttp.ask(application.managementPort(), method, path, "HTTP/1.1").status();
	}

}
