package dev.healthcheck.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import dev.healthcheck.statsd.StatsdListener;
import dev.healthcheck.statsd.StatsdOutcome;
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
 * A real gunicorn with {@code --statsd-host}, heard by a running sample application that
 * does not count itself.
 */
class GunicornStatsdEndToEndTests {

	private static final Optional<Path> PROGRAM = Gunicorn.program();

	private static final String MISSING = "gunicorn is not installed; apt-get install gunicorn";

	private final HttpClient http = HttpClient.newHttpClient();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@SuppressWarnings("NullAway.Init")
	private ConfigurableApplicationContext application;

	@SuppressWarnings("NullAway.Init")
	private StatsdListener listener;

	@BeforeAll
	static void sayWhenSkipped() {
		if (PROGRAM.isEmpty()) {
			System.out.println("SKIPPED: GunicornStatsdEndToEndTests: " + MISSING);
		}
	}

	@BeforeEach
	void start() {
		assumeThat(PROGRAM).as(MISSING).isPresent();
		this.application = SpringApplication.run(SampleApplication.class, "--server.port=0",
				"--healthcheck.server.port=0", "--healthcheck.workers.directory=" + this.directory,
				"--healthcheck.workers.register-self=false", "--healthcheck.workers.required=2",
				"--healthcheck.workers.scan-interval=100ms", "--healthcheck.workers.source=statsd",
				"--healthcheck.statsd.enabled=true", "--healthcheck.statsd.port=0");
		this.listener = this.application.getBean(StatsdListener.class);
	}

	@AfterEach
	void stop() {
		if (this.application != null) {
			this.application.close();
		}
	}

	@Test
	void readyzFollowsWhatGunicornSays() throws Exception {
		int port = Objects.requireNonNull(this.listener.address()).getPort();
		awaitReadyz("503 workers");
		try (Gunicorn gunicorn = Gunicorn.start(PROGRAM.orElseThrow(), this.directory, 1, "--statsd-host",
				"127.0.0.1:" + port, "--dogstatsd-tags", "env:test")) {
			awaitWorkers(1);
			awaitReadyz("503 workers");
			gunicorn.addWorker();
			awaitWorkers(2);
			awaitReadyz("200 ok");
			gunicorn.addWorker();
			awaitWorkers(3);
			// One signal at a time: the system merges equal ones that are pending
			gunicorn.removeWorker();
			awaitWorkers(2);
			gunicorn.removeWorker();
			awaitWorkers(1);
			awaitReadyz("503 workers");
		}
		// It says nothing when it ends: what it said last stands
		assertThat(this.listener.statistics().workers()).isEqualTo(1);
		assertThat(this.listener.statistics().counts()).isEqualTo(1);
		assertThat(this.listener.statistics().lines().keySet()).isSubsetOf(StatsdOutcome.COUNTED,
				StatsdOutcome.OTHER_METRIC);
	}

	private void awaitWorkers(long workers) {
		await().pollInterval(Duration.ofMillis(20)).until(() -> this.listener.statistics().workers() == workers);
	}

	private void awaitReadyz(String answer) {
		await().pollInterval(Duration.ofMillis(20)).untilAsserted(() -> assertThat(readyz()).isEqualTo(answer));
	}

	private String readyz() throws IOException, InterruptedException {
		String port = this.application.getEnvironment().getRequiredProperty("local.healthcheck.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/readyz")).build();
		HttpResponse<String> response = this.http.send(request, BodyHandlers.ofString());
		return response.statusCode() + " " + response.body().strip();
	}

}
