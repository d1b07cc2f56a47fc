package dev.healthcheck.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Real gunicorns, counted by a running sample application that does not count itself.
 */
class GunicornEndToEndTests {

	private static final String MISSING = "gunicorn is not installed; apt-get install gunicorn";

	private static final Optional<Path> PROGRAM = Gunicorn.program();

	private static final int WORKERS = 2;

	private static final String OK = "200 ok";

	private static final String TOO_FEW = "503 workers";

	private final HttpClient http = HttpClient.newHttpClient();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@SuppressWarnings("NullAway.Init")
	private Gunicorn gunicorn;

	@SuppressWarnings("NullAway.Init")
	private ConfigurableApplicationContext application;

	@BeforeAll
	static void sayWhenSkipped() {
		// Tests that are skipped are otherwise one number in a line of the output
		if (PROGRAM.isEmpty()) {
			System.out.println("SKIPPED: GunicornEndToEndTests: " + MISSING);
		}
	}

	@BeforeEach
	void start() throws IOException {
		assumeThat(PROGRAM).as(MISSING).isPresent();
		this.gunicorn = Gunicorn.start(PROGRAM.orElseThrow(), this.directory, WORKERS);
		this.application = SpringApplication.run(SampleApplication.class, "--server.port=0",
				"--healthcheck.server.port=0", "--healthcheck.workers.directory=" + this.directory,
				"--healthcheck.workers.filename=.gunicorn.worker.{}", "--healthcheck.workers.register-self=false",
				"--healthcheck.workers.required=" + WORKERS);
		awaitReadyz(OK);
	}

	@AfterEach
	void stop() throws IOException, InterruptedException {
		try {
			if (this.application != null) {
				this.application.close();
			}
		}
		finally {
			if (this.gunicorn != null) {
				this.gunicorn.close();
			}
		}
	}

	@Test
	void readyzWhenWorkerIsKilledCountsItNoMoreUntilGunicornStartsAnother() throws Exception {
		Long killed = this.gunicorn.workerFiles().get(0);
		this.gunicorn.suspend();
		assertThat(ProcessHandle.of(killed).orElseThrow().destroyForcibly()).isTrue();
		awaitReadyz(TOO_FEW);
		assertThat(this.gunicorn.workerFiles()).hasSize(WORKERS).contains(killed);
		this.gunicorn.resume();
		awaitReadyz(OK);
		assertThat(this.gunicorn.workerFiles()).hasSize(WORKERS + 1).contains(killed);
	}

	@Test
	void readyzWhenGunicornStopsIsUnavailable() throws Exception {
		this.gunicorn.close();
		assertThat(this.gunicorn.workerFiles()).isEmpty();
		awaitReadyz(TOO_FEW);
	}

	@Test
	void readyzWhenSelfIsNotRegisteredLeavesNoFileOfItsOwn() throws Exception {
		assertThat(this.gunicorn.workerFiles()).hasSize(WORKERS).doesNotContain(ProcessHandle.current().pid());
	}

	private void awaitReadyz(String answer) {
		await().untilAsserted(() -> assertThat(readyz()).isEqualTo(answer));
	}

	private String readyz() throws IOException, InterruptedException {
		String port = this.application.getEnvironment().getRequiredProperty("local.healthcheck.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/readyz")).build();
		HttpResponse<String> response = this.http.send(request, BodyHandlers.ofString());
		return response.statusCode() + " " + response.body().strip();
	}

}
