package dev.healthcheck.it;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Actuator is where Spring Boot has it, and answers as it does without the starter.
 */
@OnEveryApplication
@Order(Integer.MAX_VALUE - 2)
class ActuatorIT {

	/** Of contributors that there are none of without the starter. */
	private static final String OURS = "\"(addition_works|maintenance|server|startupState|stock|workers)\":"
			+ "\\{\"status\":\"UP\"}";

	private final Application application;

	private final RunningApplications applications;

	ActuatorIT(Application application, RunningApplications applications) {
		this.application = application;
		this.applications = applications;
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health", "/actuator/health/readiness", "/actuator/health/liveness",
			"/actuator/health/diskSpace", "/actuator/health/nothing", "/actuator/env", "/actuator/info", "/actuator",
			"/actuator/nothing", "/livez", "/startupz", "/nothing", "/readyz", "/hello" })
	void onThePortOfTheApplicationAnswersAreThoseOfPlainBoot(String path) throws Exception {
		Skipped.unless(this.application.isServing(), "there is no web server, and so no Actuator over HTTP");
		Endpoint with = this.applications.get(this.application, Setup.PROBES).server();
		Endpoint without = this.applications.get(this.application, Setup.PLAIN).server();
		awaitReady(with, without);
		assertSame(with, without, path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health", "/actuator/health/readiness", "/actuator/health/liveness",
			"/actuator/health/nothing", "/actuator/env", "/livez", "/readyz", "/nothing" })
	void onAManagementPortAnswersAreThoseOfPlainBoot(String path) throws Exception {
		Skipped.unless(this.application.isEmbedded(), "there is no management port without an embedded web server");
		RunningApplication with = this.applications.get(this.application, Setup.TLS);
		RunningApplication without = this.applications.get(this.application, Setup.PLAIN_WITH_MANAGEMENT_PORT);
		awaitReady(with.actuator(), without.actuator());
		assertSame(with.actuator(), without.actuator(), path);
		assertSame(with.server(), without.server(), path);
	}

	// An application logs that it has started a moment before it is ready
	private static void awaitReady(Endpoint with, Endpoint without) {
		for (Endpoint each : List.of(with, without)) {
			Awaitility.await().until(() -> each.get("/actuator/health").status() == 200);
		}
	}

	private static void assertSame(Endpoint with, Endpoint without, String path) throws IOException {
		for (String method : new String[] { "GET", "HEAD", "OPTIONS", "POST" }) {
			for (String accept : new String[] { "*/*", "application/json", "text/html" }) {
				Response ours = with.send(method, path, "Accept: " + accept);
				Response boots = without.send(method, path, "Accept: " + accept);
				assertThat(ours.status()).as("%s %s of %s", method, path, accept).isEqualTo(boots.status());
				assertThat(ours.type()).as("%s %s of %s", method, path, accept).isEqualTo(boots.type());
				assertThat(headers(ours)).as("%s %s of %s", method, path, accept).isEqualTo(headers(boots));
				if (path.startsWith("/actuator/health") && boots.status() == 200) {
					assertThat(withoutOurs(ours.body())).isEqualTo(boots.body());
				}
			}
		}
	}

	private static Set<String> headers(Response response) {
		return new TreeSet<>(response.headers().keySet());
	}

	private static String withoutOurs(String body) {
		return body.replaceAll(OURS + ",", "").replaceAll("," + OURS, "");
	}

	@Test
	void pathsOfProbesAreTheApplications() throws Exception {
		Skipped.unless(this.application.isServing(), "there is no web server");
		Endpoint server = this.applications.get(this.application, Setup.PROBES).server();
		assertThat(server.get("/readyz").body()).isEqualTo("readyz of the application");
		assertThat(server.get("/livez").status()).isEqualTo(404);
	}

	@Test
	void healthIsTheSameOnBothPorts() throws Exception {
		Skipped.unless(this.application.isServing(), "there is no web server, and so no Actuator over HTTP");
		RunningApplication running = this.applications.get(this.application, Setup.PROBES);
		for (String path : new String[] { "/actuator/health", "/actuator/health/readiness",
				"/actuator/health/server" }) {
			assertThat(running.probes().get(path).text()).isEqualTo(running.server().get(path).text());
		}
	}

}
