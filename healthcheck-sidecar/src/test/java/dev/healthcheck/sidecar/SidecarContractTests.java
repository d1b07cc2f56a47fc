package dev.healthcheck.sidecar;

import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The protocols of the four systems, row by row, over HTTP/1.0 and 1.1, with every
 * method, character by character: there is no server here that writes types in a way of
 * its own.
 */
class SidecarContractTests {

	private static final String NO_WORKERS = "422 application/json "
			+ "{\"code\": \"NoWorkers\", \"description\": \"There are no any workers.\"}";

	private static final String NOT_READY = "422 application/json {\"code\": \"ServiceNotReady\", \"description\":"
			+ " \"The few of service subsystems is not working to successfully complete the request.\", ";

	private static final String EMPTY = "200 application/json {}";

	private static final String OK = "200 text/plain; charset=UTF-8 OK";

	private static final String ERROR = "503 text/plain; charset=UTF-8 ERROR";

	private static final String IN_MAINTENANCE = "299 text/plain; charset=UTF-8 MAINTENANCE";

	private final Sidecars sidecars = new Sidecars();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@SuppressWarnings("NullAway.Init")
	private DatagramSocket gunicorn;

	@BeforeEach
	void open() throws IOException {
		this.gunicorn = new DatagramSocket();
	}

	@AfterEach
	void close() {
		this.gunicorn.close();
		this.sidecars.close();
	}

	@Test
	void approckWithoutAnApplicationUrl() throws IOException {
		Sidecar sidecar = start();
		assertAnswers(sidecar, "/health/live", NO_WORKERS);
		assertAnswers(sidecar, "/health/ready", NO_WORKERS);
		say(sidecar, "workers:3|g");
		assertAnswers(sidecar, "/health/live", EMPTY);
		assertAnswers(sidecar, "/health/ready", EMPTY);
		// Only gauges count, and a sign is a change
		say(sidecar, "workers:0|c");
		say(sidecar, "workers:-2|g\nother:5|g");
		say(sidecar, "workers:-1|g");
		assertAnswers(sidecar, "/health/live", NO_WORKERS);
		assertAnswers(sidecar, "/nothing", "404 text/plain 404 Not Found");
	}

	@Test
	void approckWithAnApplicationUrl() throws IOException {
		Path maintenance = this.directory.resolve("maintenance");
		Sidecar application = start("--serve", "/json=json", "--maintenance-file", maintenance.toString());
		say(application, "workers:1|g");
		String url = "http://127.0.0.1:" + application.address().getPort();
		Sidecar ready = start("--app", url + "/json", "--ready-interval", "100ms");
		Sidecar text = start("--app", url + "/readyz", "--ready-interval", "100ms");
		assertAnswers(ready, "/health/ready", NO_WORKERS);
		say(ready, "gunicorn.workers:2|g");
		say(text, "gunicorn.workers:2|g");
		assertStarts(ready, "/health/ready", "200 application/json {\"status\":\"pass\",\"checks\":{\"workers\":");
		// 200 without JSON
		assertStarts(text, "/health/ready", NOT_READY + "\"non_field_errors\": [\"");
		Files.createFile(maintenance);
		assertStarts(ready, "/health/ready", NOT_READY + "\"fields\": {\"status\":\"fail\",");
		assertAnswers(text, "/health/ready", NOT_READY + "\"non_field_errors\": [\"maintenance\"]}");
		assertAnswers(ready, "/health/live", EMPTY);
		application.close();
		assertStarts(ready, "/health/ready", NOT_READY + "\"non_field_errors\": [\"");
	}

	@Test
	void gunicorn() throws IOException {
		Sidecar sidecar = start("--serve", "/**=gunicorn", "--workers-required", "2");
		assertAnswers(sidecar, "/", "500 text/plain; charset=ascii 0 workers ready\n");
		say(sidecar, "workers:1|g");
		assertAnswers(sidecar, "/any/path?x", "500 text/plain; charset=ascii 1 workers ready\n");
		say(sidecar, "workers:2|g");
		assertAnswers(sidecar, "/any", "200 text/plain; charset=ascii 2 workers ready\n");
	}

	@Test
	void pyramid() throws IOException {
		Path maintenance = this.directory.resolve("maintenance");
		Sidecar sidecar = start("--serve", "/health=pyramid", "--maintenance-file", maintenance.toString());
		assertAnswers(sidecar, "/health?checks=true", ERROR);
		assertAnswers(sidecar, "/health", OK);
		say(sidecar, "workers:1|g");
		for (String checks : List.of("?checks=true", "?checks=All", "?checks=no", "?checks=%ff&checks")) {
			assertAnswers(sidecar, "/health" + checks, OK);
		}
		Files.createFile(maintenance);
		assertAnswers(sidecar, "/health", IN_MAINTENANCE);
		assertAnswers(sidecar, "/health?checks=all", IN_MAINTENANCE);
	}

	@Test
	void runscope() throws IOException {
		Sidecar sidecar = start("--serve", "/healthcheck=runscope");
		await().untilAsserted(() -> assertThat(ask(sidecar, "GET", "/healthcheck", "HTTP/1.1")).matches(
				"500 application/json \\{\"hostname\": \"[^\"]+\", \"status\": \"failure\", \"timestamp\": [0-9.]+,"
						+ " \"results\": \\[\\{\"checker\": \"workers\", \"output\": \"0 of 1 workers ready\","
						+ " \"passed\": false, \"timestamp\": [0-9.]+, \"expires\": [0-9.]+, \"response_time\": [0-9.]+\\}\\]\\}"));
		say(sidecar, "workers:1|g");
		await().until(() -> ask(sidecar, "GET", "/healthcheck/workers", "HTTP/1.0").startsWith("200 application/json"));
		for (String version : List.of("HTTP/1.0", "HTTP/1.1")) {
			assertThat(ask(sidecar, "HEAD", "/healthcheck", version)).isEqualTo("200 application/json ");
			assertThat(ask(sidecar, "OPTIONS", "/healthcheck", version)).startsWith("200 ");
			assertThat(ask(sidecar, "POST", "/healthcheck", version)).startsWith("405 ");
			assertThat(ask(sidecar, "GET", "/healthcheck/nothing", version)).startsWith("404 ");
		}
	}

	private Sidecar start(String... args) {
		List<String> line = new ArrayList<>(List.of(args));
		line.add("--scan-interval=100ms");
		return this.sidecars.start(line.toArray(String[]::new));
	}

	private void say(Sidecar sidecar, String lines) throws IOException {
		Sidecars.say(this.gunicorn, sidecar, lines);
	}

	private static void assertStarts(Sidecar sidecar, String path, String start) throws IOException {
		await().untilAsserted(() -> assertThat(ask(sidecar, "GET", path, "HTTP/1.1")).startsWith(start));
		for (String method : List.of("POST", "OPTIONS")) {
			assertThat(ask(sidecar, method, path, "HTTP/1.0")).startsWith(start);
		}
	}

	private static void assertAnswers(Sidecar sidecar, String path, String answer) throws IOException {
		await().untilAsserted(() -> assertThat(ask(sidecar, "GET", path, "HTTP/1.1")).isEqualTo(answer));
		String withoutBody = answer.substring(0,
				answer.indexOf(' ', answer.contains("; ") ? answer.indexOf("; ") + 2 : 4) + 1);
		for (String version : List.of("HTTP/1.0", "HTTP/1.1")) {
			for (String method : List.of("GET", "POST", "OPTIONS")) {
				assertThat(ask(sidecar, method, path, version)).as("%s %s %s", method, path, version).isEqualTo(answer);
			}
			assertThat(ask(sidecar, "HEAD", path, version)).isEqualTo(withoutBody);
		}
	}

	private static String ask(Sidecar sidecar, String method, String path, String version) throws IOException {
		return Answer.ask(sidecar.address(), method, path, version).toString();
	}

}
