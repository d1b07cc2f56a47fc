package dev.healthcheck.it;

import java.net.InetAddress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The protocols of four older systems, to the byte.
 */
@OnEveryApplication
class ProtocolsIT {

	private static final String NO_WORKERS = "422 application/json {\"code\": \"NoWorkers\","
			+ " \"description\": \"There are no any workers.\"}";

	private static final Pattern TIMES = Pattern
		.compile("\"(timestamp|expires|response_time)\": (\\d+\\.\\d{6}|\\d+(?:\\.\\d+)?(?:e-\\d+)?)");

	private final RunningApplication application;

	ProtocolsIT(Application application, RunningApplications applications) {
		this.application = applications.get(application, Setup.PROBES);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "OPTIONS", "POST", "PUT", "DELETE", "BREW" })
	void gunicornAnswersAnyMethod(String method) throws Exception {
		assertThat(text(method, "/gunicorn")).isEqualTo("200 text/plain; charset=ascii 1 workers ready\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "OPTIONS", "POST", "PUT", "DELETE", "BREW" })
	void pyramidAnswersAnyMethod(String method) throws Exception {
		assertThat(text(method, "/health")).isEqualTo("200 text/plain; charset=UTF-8 OK");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "OPTIONS", "POST", "PUT", "DELETE", "BREW" })
	void approckAnswersAnyMethod(String method) throws Exception {
		assertThat(text(method, "/approck/live")).isEqualTo("200 application/json {}");
		assertThat(text(method, "/approck/ready")).isEqualTo("200 application/json {}");
		assertThat(text(method, "/approck/nothing")).isEqualTo("404 text/plain 404 Not Found");
	}

	@Test
	void headHasTheHeadersOfGet() throws Exception {
		for (String path : List.of("/gunicorn", "/health", "/approck/live", "/healthcheck/addition_works")) {
			Response get = this.application.probes().get(path);
			Response head = this.application.probes().send("HEAD", path);
			assertThat(head.status()).isEqualTo(get.status());
			assertThat(head.type()).isEqualTo(get.type());
			assertThat(head.body()).isEmpty();
		}
	}

	@Test
	void whenThereAreNoWorkersGunicornAndApprockFail() throws Exception {
		Files.delete(this.application.worker());
		try {
			this.application.await("no workers", () -> this.application.probes().get("/readyz").status() == 503);
			assertThat(get("/readyz")).isEqualTo("503 text/plain;charset=UTF-8 workers");
			assertThat(get("/gunicorn")).isEqualTo("500 text/plain; charset=ascii 0 workers ready\n");
			assertThat(text("POST", "/gunicorn")).isEqualTo("500 text/plain; charset=ascii 0 workers ready\n");
			assertThat(get("/approck/live")).isEqualTo(NO_WORKERS);
			assertThat(get("/approck/ready")).isEqualTo(NO_WORKERS);
			assertThat(get("/livez")).startsWith("200");
		}
		finally {
			Files.createFile(this.application.worker());
			this.application.await("workers", () -> this.application.probes().get("/readyz").status() == 200);
		}
		assertThat(get("/gunicorn")).isEqualTo("200 text/plain; charset=ascii 1 workers ready\n");
		assertThat(get("/approck/live")).isEqualTo("200 application/json {}");
	}

	@Test
	void whenThereIsAMaintenanceFilePyramidIsInMaintenance() throws Exception {
		this.application.with(".maintenance", () -> {
			this.application.await("maintenance", () -> this.application.probes().get("/readyz").status() == 503);
			for (String path : List.of("/health", "/health?checks=true", "/health?checks=no")) {
				assertThat(get(path)).isEqualTo("299 text/plain; charset=UTF-8 MAINTENANCE");
			}
			assertThat(get("/approck/live")).isEqualTo("200 application/json {}");
		});
		this.application.await("ready", () -> this.application.probes().get("/readyz").status() == 200);
	}

	@Test
	void whenACheckFailsRunscopeAndPyramidFail() throws Exception {
		this.application.with("sold-out", () -> {
			this.application.await("sold out",
					() -> this.application.probes().get("/healthcheck/stock").status() == 500);
			assertThat(withoutTimes(get("/healthcheck/stock")))
				.isEqualTo("500 application/json {\"hostname\": \"" + hostname()
						+ "\", \"status\": \"failure\", \"timestamp\": T, \"results\": [{\"checker\": \"stock\","
						+ " \"output\": \"sold out\", \"passed\": false, \"timestamp\": T, \"expires\": T,"
						+ " \"response_time\": T}], \"version\": \"1.2\"}");
			assertThat(get("/healthcheck/addition_works")).startsWith("200");
			assertThat(get("/healthcheck")).startsWith("500").contains("\"status\": \"failure\"");
			for (String query : List.of("?checks=true", "?checks=ALL", "?checks=no&checks=true")) {
				assertThat(get("/health" + query)).isEqualTo("503 text/plain; charset=UTF-8 ERROR");
			}
			for (String query : List.of("", "?checks", "?checks=yes", "?checks=true&checks=no")) {
				assertThat(get("/health" + query)).isEqualTo("200 text/plain; charset=UTF-8 OK");
			}
			assertThat(get("/readyz")).startsWith("200");
		});
		this.application.await("in stock", () -> this.application.probes().get("/healthcheck").status() == 200);
		assertThat(get("/health?checks=true")).isEqualTo("200 text/plain; charset=UTF-8 OK");
	}

	@Test
	void runscopeTellsAllResults() throws Exception {
		String answer = get("/healthcheck");
		assertThat(withoutTimes(answer)).isEqualTo("200 application/json {\"hostname\": \"" + hostname()
				+ "\", \"status\": \"success\", \"timestamp\": T, \"results\": [{\"checker\": \"addition_works\","
				+ " \"output\": \"addition works\", \"passed\": true, \"timestamp\": T, \"expires\": T,"
				+ " \"response_time\": T}, {\"checker\": \"stock\", \"output\": \"in stock\", \"passed\": true,"
				+ " \"timestamp\": T, \"expires\": T, \"response_time\": T}], \"version\": \"1.2\"}");
		List<Double> times = times(answer);
		assertThat(times.get(2)).as("expires").isCloseTo(times.get(1) + 27, within(0.001));
		assertThat(get("/healthcheck/nothing")).startsWith("404");
		assertThat(this.application.probes().send("POST", "/healthcheck").status()).isEqualTo(405);
	}

	private static String hostname() throws Exception {
		return InetAddress.getLocalHost().getHostName();
	}

	private static String withoutTimes(String answer) {
		return TIMES.matcher(answer).replaceAll("\"$1\": T");
	}

	private static List<Double> times(String answer) {
		List<Double> times = new ArrayList<>();
		Matcher matcher = TIMES.matcher(answer);
		while (matcher.find()) {
			times.add(Double.valueOf(matcher.group(2)));
		}
		return times;
	}

	private String get(String target) throws Exception {
		return text("GET", target);
	}

	private String text(String method, String target) throws Exception {
		return this.application.probes().send(method, target).text();
	}

}
