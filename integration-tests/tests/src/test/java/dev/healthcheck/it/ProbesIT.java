package dev.healthcheck.it;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the probe port answers, without any configuration of probes.
 */
@OnEveryApplication
class ProbesIT {

	private static final String OK = "200 text/plain;charset=UTF-8 ok";

	private final RunningApplication application;

	ProbesIT(Application application, RunningApplications applications) {
		this.application = applications.get(application, Setup.PROBES);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/livez", "/readyz", "/startupz" })
	void getWhenReadyIsOk(String path) throws Exception {
		assertThat(get(path).text()).isEqualTo(OK);
	}

	@Test
	void readyzWhenThereIsAMaintenanceFileIsMaintenance() throws Exception {
		this.application.with(".maintenance", () -> {
			this.application.await("maintenance", () -> get("/readyz").status() == 503);
			assertThat(get("/readyz").text()).isEqualTo("503 text/plain;charset=UTF-8 maintenance");
			assertThat(get("/livez").text()).isEqualTo(OK);
			assertThat(get("/startupz").text()).isEqualTo(OK);
			assertThat(get("/actuator/health").status()).isEqualTo(503);
			assertThat(get("/actuator/health/maintenance").body()).isEqualTo("{\"status\":\"MAINTENANCE\"}");
			assertStatusOfEachMethod(503);
		});
		this.application.await("ready", () -> get("/readyz").status() == 200);
		assertThat(get("/readyz").text()).isEqualTo(OK);
	}

	@Test
	void getHeadAndOptionsHaveOneStatus() throws Exception {
		assertStatusOfEachMethod(200);
	}

	private void assertStatusOfEachMethod(int status) throws Exception {
		for (String path : new String[] { "/readyz", "/actuator/health", "/actuator/health/readiness" }) {
			Response get = get(path);
			Response head = send("HEAD", path);
			Response options = send("OPTIONS", path);
			assertThat(get.status()).isEqualTo(status);
			assertThat(head.status()).isEqualTo(status);
			assertThat(head.headers().keySet()).isEqualTo(get.headers().keySet());
			assertThat(head.headers().get("content-length")).isEqualTo(String.valueOf(get.body().length()));
			assertThat(head.body()).isEmpty();
			assertThat(options.status()).isEqualTo(status);
			assertThat(options.headers()).containsEntry("allow", "GET, HEAD, OPTIONS");
			assertThat(options.body()).isEmpty();
			assertThat(send("POST", path).status()).isEqualTo(405);
			assertThat(this.application.probes().exchange("OPTIONS " + path + " HTTP/1.0\r\n\r\n").status())
				.isEqualTo(status);
		}
	}

	@Test
	void healthIsThatOfAnAnonymousClient() throws Exception {
		for (String path : new String[] { "/actuator/health/liveness", "/actuator/health/readiness" }) {
			assertThat(get(path).text()).as(path)
				.isEqualTo("200 application/vnd.spring-boot.actuator.v3+json {\"status\":\"UP\"}");
		}
		assertThat(get("/actuator/health/stock").text())
			.isEqualTo("200 application/vnd.spring-boot.actuator.v3+json {\"status\":\"UP\"}");
		assertThat(get("/actuator/health", "Accept: text/html").text()).startsWith(
				"200 application/vnd.spring-boot.actuator.v3+json {\"components\":{\"addition_works\":{\"status\":\"UP\"},")
			.endsWith("},\"groups\":[\"liveness\",\"readiness\"],\"status\":\"UP\"}")
			.doesNotContain("details");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/nothing", "/hello", "/readyz/", "/READYZ", "/readyz/more", "/actuator",
			"/actuator/env", "/actuator/info", "/actuator/checks", "/actuator/shutdown", "/actuator/health/nothing",
			"/actuator/healthy", "*" })
	void anythingElseIsNotFound(String target) throws Exception {
		assertThat(send("GET", target).status()).isIn(404, 400);
		assertThat(send("OPTIONS", target).status()).isEqualTo(404);
	}

	@Test
	void whenTheServerHasAnAddressProbesAreOnNoOther() throws Exception {
		assertThat(this.application.probes().isRefused()).isFalse();
		assertThat(this.application.probes().at("127.0.0.2").isRefused()).isTrue();
		assertThat(this.application.program().awaitLine("Probes are on ")).contains("http://127.0.0.1:");
	}

	@Test
	void logHasNoWarningButOfWhatTestsDo() {
		assertThat(this.application.program().lines()).noneMatch((line) -> line.startsWith("ERROR"));
		assertThat(this.application.program().warnings("dev.healthcheck")).isEmpty();
	}

	private Response get(String path, String... headers) throws Exception {
		return this.application.probes().get(path, headers);
	}

	private Response send(String method, String target) throws Exception {
		return this.application.probes().send(method, target);
	}

}
