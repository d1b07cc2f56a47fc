package dev.healthcheck.spring.appserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.spring.test.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the contributor {@code server} notices a server that is dead, whatever died
 * within it, on each server.
 */
@ParameterizedClass
@EnumSource
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class ServerDeathTests {

	private final TestServer type;

	private final ServerFaults faults;

	private RunningApplication application;

	private WebServer server;

	ServerDeathTests(TestServer type) {
		this.type = type;
		this.faults = ServerFaults.of(type);
	}

	@BeforeEach
	void start() throws IOException {
		this.application = this.type.start("management.endpoint.health.show-details=always",
				"spring.lifecycle.timeout-per-shutdown-phase=1s", "healthcheck.overrides.server.success-ttl=100ms",
				"healthcheck.overrides.server.failure-ttl=100ms");
		this.server = Objects.requireNonNull(((WebServerApplicationContext) this.application.context()).getWebServer());
		Awaitility.await().until(() -> this.application.probe("/readyz").status() == 200);
		// The first look may have come before the threads of the server had their names
		exchange();
		awaitLook();
		awaitLook();
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void whenAcceptorEndsItIsDown() throws IOException {
		this.faults.endAcceptor(this.server);
		connect();
		assertThat(awaitDown()).containsAnyOf("-Acceptor has ended", "its acceptor has ended",
				"its event loop has ended");
	}

	@Test
	void whenPollerEndsItIsDown() throws IOException {
		this.faults.endPoller(this.server);
		connect();
		assertThat(awaitDown()).containsAnyOf("-Poller has ended", "its selector has ended",
				"its event loop has ended");
	}

	@Test
	void whenPortIsClosedItIsDown() {
		this.faults.closePort(this.server);
		assertThat(awaitDown()).contains("is closed, stopped or paused");
	}

	@Test
	void whenConnectorIsPausedItIsDownUntilItIsResumed() {
		Assumptions.assumeTrue(this.type != TestServer.NETTY);
		this.faults.pause(this.server, true);
		assertThat(awaitDown()).contains("is closed, stopped or paused");
		this.faults.pause(this.server, false);
		awaitUp();
	}

	@Test
	void whenApplicationIsPausedAndStartedAgainItIsNeverDown(CapturedOutput output) {
		this.application.context().stop();
		this.application.context().start();
		// The result may still be that of a look before the stop
		awaitLook();
		awaitLook();
		awaitUp();
		assertThat(output).doesNotContain("Check 'server' is DOWN");
		this.faults.closePort(server());
		awaitDown();
	}

	private WebServer server() {
		return Objects.requireNonNull(((WebServerApplicationContext) this.application.context()).getWebServer());
	}

	private String awaitDown() {
		Answer down = Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(this::health, (answer) -> answer.body().contains("\"status\":\"DOWN\""));
		assertThat(down.status()).isEqualTo(503);
		assertThat(down.body()).contains("\"accepting\":false");
		assertThat(this.application.probe("/readyz").body()).isEqualTo("server");
		assertThat(this.application.probe("/livez").status()).isEqualTo(200);
		return down.body();
	}

	private void awaitUp() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(this::health, (answer) -> answer.body().contains("\"accepting\":true"));
		Awaitility.await().until(() -> this.application.probe("/readyz").status() == 200);
	}

	private Answer health() {
		return this.application.probe("/actuator/health/server");
	}

	private void awaitLook() {
		String before = health().body();
		Awaitility.await().until(() -> !health().body().equals(before));
	}

	private void exchange() throws IOException {
		try (Socket client = new Socket(InetAddress.getLoopbackAddress(), this.application.port())) {
			client.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(client.getInputStream().read()).isEqualTo('H');
		}
	}

	/** Send a request, whatever comes of it. */
	private void connect() throws IOException {
		try (Socket client = new Socket(InetAddress.getLoopbackAddress(), this.application.port())) {
			client.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		}
	}

}
