package dev.healthcheck.sidecar;

import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Sidecar}, over real sockets.
 */
class SidecarTests {

	private static final String NO_WORKERS = "422 application/json "
			+ "{\"code\": \"NoWorkers\", \"description\": \"There are no any workers.\"}";

	private static final String EMPTY = "200 application/json {}";

	private final Sidecars sidecars = new Sidecars();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@AfterEach
	void close() {
		this.sidecars.close();
	}

	@Test
	void approcksPathsFollowStatsd() throws Exception {
		Sidecar sidecar = start();
		awaitAnswer(sidecar, "/health/live", NO_WORKERS);
		awaitAnswer(sidecar, "/health/ready", NO_WORKERS);
		try (DatagramSocket gunicorn = new DatagramSocket()) {
			Sidecars.say(gunicorn, sidecar, "gunicorn.workers:2|g");
			awaitAnswer(sidecar, "/health/live", EMPTY);
			awaitAnswer(sidecar, "/health/ready", EMPTY);
			awaitAnswer(sidecar, "/readyz", "200 text/plain;charset=UTF-8 ok");
			Sidecars.say(gunicorn, sidecar, "gunicorn.workers:0|g");
			awaitAnswer(sidecar, "/health/live", NO_WORKERS);
			awaitAnswer(sidecar, "/readyz", "503 text/plain;charset=UTF-8 workers");
		}
		awaitAnswer(sidecar, "/livez", "200 text/plain;charset=UTF-8 ok");
	}

	@Test
	void otherPathsAreNotFoundAsApprockSaysIt() throws Exception {
		Sidecar sidecar = start();
		for (String path : List.of("/", "/health", "/health/", "/health/live/", "/nonsense", "/health/live/x")) {
			assertThat(ask(sidecar, path)).hasToString("404 text/plain 404 Not Found");
		}
	}

	@Test
	void everyMethodIsAnsweredByApprocksPaths() throws Exception {
		Sidecar sidecar = start("--workers-required", "0");
		for (String method : List.of("GET", "POST", "OPTIONS", "DELETE")) {
			awaitStatus(sidecar, method, "/health/live", 422);
		}
	}

	@Test
	void readinessUrlIsPassedOn() throws Exception {
		Sidecar application = start("--serve", "/json=json", "--workers-required", "0");
		String url = "http://localhost:" + application.address().getPort();
		Sidecar ready = start("--app", url + "/json", "--ready-interval", "100ms");
		Sidecar notFound = start("--app", url + "/nothing", "--ready-interval", "100ms");
		for (Sidecar sidecar : List.of(ready, notFound)) {
			try (DatagramSocket gunicorn = new DatagramSocket()) {
				Sidecars.say(gunicorn, sidecar, "workers:1|g");
			}
		}
		await().untilAsserted(() -> assertThat(ask(ready, "/health/ready").toString())
			.startsWith("200 application/json {\"status\":\"pass\""));
		awaitAnswer(notFound, "/health/ready",
				"422 application/json {\"code\": \"ServiceNotReady\", \"description\": \"The few of service subsystems is not"
						+ " working to successfully complete the request.\", \"non_field_errors\": [\"404 Not Found\"]}");
		awaitAnswer(notFound, "/health/live", EMPTY);
		awaitAnswer(notFound, "/readyz", "503 text/plain;charset=UTF-8 application");
	}

	@Test
	void workerFilesAreCounted() throws Exception {
		Path mine = this.directory.resolve(".gunicorn.worker.1");
		Sidecar sidecar = start("--workers-directory", this.directory.toString(), "--workers-verify", "none",
				"--scan-interval", "100ms");
		assertThat(sidecar.statsdAddress()).isNull();
		awaitAnswer(sidecar, "/health/live", NO_WORKERS);
		Files.createFile(mine);
		awaitAnswer(sidecar, "/health/live", EMPTY);
		Files.delete(mine);
		awaitAnswer(sidecar, "/health/live", NO_WORKERS);
	}

	@Test
	void theGreaterCountIsTaken() throws Exception {
		Files.createFile(this.directory.resolve("w1"));
		Sidecar sidecar = start("--workers-directory", this.directory.toString(), "--workers-verify", "none",
				"--workers-filename", "w{}", "--workers-source", "greatest", "--serve", "/**=gunicorn",
				"--scan-interval", "100ms");
		awaitAnswer(sidecar, "/any/path", "200 text/plain; charset=ascii 1 workers ready\n");
		try (DatagramSocket gunicorn = new DatagramSocket()) {
			Sidecars.say(gunicorn, sidecar, "workers:3|g");
		}
		awaitAnswer(sidecar, "/", "200 text/plain; charset=ascii 3 workers ready\n");
		awaitAnswer(sidecar, "/livez", "200 text/plain;charset=UTF-8 ok");
	}

	@Test
	void maintenanceTakesOutOfTraffic() throws Exception {
		Path file = this.directory.resolve(".maintenance");
		Sidecar sidecar = start("--workers-required", "0", "--maintenance-file", file.toString(),
				"--maintenance-status", "404", "--serve", "/health=pyramid", "--scan-interval", "100ms");
		awaitAnswer(sidecar, "/readyz", "200 text/plain;charset=UTF-8 ok");
		awaitAnswer(sidecar, "/health", "200 text/plain; charset=UTF-8 OK");
		Files.writeString(file, "moving");
		awaitAnswer(sidecar, "/readyz", "404 text/plain;charset=UTF-8 maintenance");
		awaitAnswer(sidecar, "/health", "299 text/plain; charset=UTF-8 MAINTENANCE");
		awaitAnswer(sidecar, "/livez", "200 text/plain;charset=UTF-8 ok");
	}

	@Test
	void pyramidTellsOfChecksOnlyWhoAsks() throws Exception {
		Sidecar sidecar = start("--serve", "/health=pyramid");
		awaitAnswer(sidecar, "/health?checks=TRUE", "503 text/plain; charset=UTF-8 ERROR");
		awaitAnswer(sidecar, "/health", "200 text/plain; charset=UTF-8 OK");
	}

	@Test
	void runscopeTellsOfAllChecks() throws Exception {
		Sidecar sidecar = start("--serve", "/healthcheck=runscope");
		await().untilAsserted(() -> assertThat(ask(sidecar, "/healthcheck").toString())
			.startsWith("500 application/json {\"hostname\": ")
			.contains("\"status\": \"failure\"", "\"checker\": \"workers\", \"output\": \"0 of 1 workers ready\""));
		assertThat(ask(sidecar, "/healthcheck/nothing").status()).isEqualTo(404);
	}

	private Sidecar start(String... args) {
		return this.sidecars.start(args);
	}

	private static Answer ask(Sidecar sidecar, String path) throws IOException {
		return Answer.ask(sidecar.address(), "GET", path);
	}

	private static void awaitAnswer(Sidecar sidecar, String path, String answer) {
		await().untilAsserted(() -> assertThat(ask(sidecar, path)).hasToString(answer));
	}

	private static void awaitStatus(Sidecar sidecar, String method, String path, int status) {
		await().untilAsserted(() -> assertThat(Answer.ask(sidecar.address(), method, path).status()).isEqualTo(status));
	}

}
