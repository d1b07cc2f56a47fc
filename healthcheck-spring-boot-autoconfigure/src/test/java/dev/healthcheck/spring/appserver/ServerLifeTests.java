package dev.healthcheck.spring.appserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.spring.appserver.HalfClose.Reply;
import dev.healthcheck.spring.test.KeyStores;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.spring.test.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the contributor {@code server} takes no server that works for dead, and
 * leaves no trace in it, on each server.
 */
@ParameterizedClass
@EnumSource
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class ServerLifeTests {

	@TempDir
	private static Path directory;

	private static final String TLS = "server.ssl.key-store=";

	private static Path keys;

	private final TestServer type;

	ServerLifeTests(TestServer type) {
		this.type = type;
	}

	@BeforeAll
	static void createKeys() throws Exception {
		keys = KeyStores.create(directory);
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.address=127.0.0.1", "server.http2.enabled=true", TLS,
			TLS + " server.http2.enabled=true", TLS + " server.ssl.client-auth=need" })
	void whenConnectionIsClosedOnOneSideTheServerAnswersAndLogsNothing(String properties, CapturedOutput output) {
		Assumptions.assumeFalse(this.type == TestServer.JETTY && properties.contains("http2"));
		String[] arguments = properties
			.replace(TLS, TLS + keys + " server.ssl.key-store-password=" + KeyStores.PASSWORD)
			.split(" ");
		try (RunningApplication application = this.type.start(arguments);
				WatchedServer server = new WatchedServer(application)) {
			int before = output.length();
			closeOnOneSide(server, 20);
			// On a busy machine checks may be late
			assertThat(output.toString().substring(before).lines().filter((line) -> !line.contains("CheckLog")))
				.noneMatch((line) -> line.matches(".*(WARN|ERROR|Exception|HTTP/).*"));
		}
	}

	@Test
	void whenConnectionIsClosedOnOneSideItIsNoRequest() throws IOException {
		Assumptions.assumeTrue(this.type != TestServer.NETTY);
		Path log = directory.resolve("access.log");
		try (RunningApplication application = this.type.start("server.tomcat.accesslog.enabled=true",
				"server.tomcat.accesslog.directory=" + directory, "server.tomcat.accesslog.prefix=access",
				"server.tomcat.accesslog.file-date-format=", "server.tomcat.accesslog.buffered=false",
				"server.jetty.accesslog.enabled=true", "server.jetty.accesslog.filename=" + log);
				WatchedServer server = new WatchedServer(application)) {
			closeOnOneSide(server, 5);
			RawHttp.get(application.port(), "/control");
			Awaitility.await().until(() -> Files.exists(log) && Files.readString(log).contains("/control"));
			assertThat(Files.readAllLines(log)).hasSize(1);
		}
	}

	private static void closeOnOneSide(WatchedServer server, int times) {
		try (HalfClose connection = new HalfClose()) {
			for (int i = 0; i < times; i++) {
				connection.open(server.address());
				Reply reply = Awaitility.await()
					.atMost(Duration.ofSeconds(30))
					.until(connection::poll, (polled) -> polled != Reply.PENDING);
				assertThat(reply).isEqualTo(Reply.ANSWERED);
			}
		}
	}

	@Test
	void whenThereAreAsManyConnectionsAsThereMayBeItIsUp() throws IOException {
		Assumptions.assumeTrue(this.type != TestServer.NETTY);
		List<Socket> clients = new ArrayList<>();
		try (RunningApplication application = this.type.start("server.tomcat.max-connections=3",
				"server.jetty.max-connections=3"); WatchedServer server = new WatchedServer(application)) {
			Awaitility.await().until(() -> server.look().details().containsKey("connectionsMax"));
			for (int i = 0; i < 10; i++) {
				clients.add(new Socket(InetAddress.getLoopbackAddress(), application.port()));
			}
			Awaitility.await()
				.until(() -> server.look().details(), (details) -> Long.valueOf(3).equals(details.get("connections")));
			CheckResult full = server.lookForTwoMinutes();
			assertThat(full.status()).as(full.toString()).isEqualTo(CheckStatus.UP);
			assertThat(full.details()).doesNotContainKey("unansweredSeconds");
			for (Socket client : clients) {
				client.close();
			}
			Awaitility.await().until(() -> !Long.valueOf(3).equals(server.look().details().get("connections")));
			assertThat(server.look().status()).isEqualTo(CheckStatus.UP);
		}
	}

	@Test
	void whenServerHasNoPortItIsUpAndUnknown() {
		Assumptions.assumeTrue(this.type != TestServer.NETTY);
		try (RunningApplication application = this.type.start("server.port=-1", "healthcheck.server.port=0",
				"management.endpoint.health.show-details=always")) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> application.probe("/actuator/health/server").body(),
						(body) -> body.contains("\"accepting\":\"unknown\""));
			Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
		}
	}

	@Test
	void whenNothingHasStartedOrEndsItIsNeverDown(CapturedOutput output) {
		Stream.generate(() -> this.type.start()).limit(2).forEach((application) -> {
			try (application) {
				Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
			}
		});
		assertThat(output).contains("server").doesNotContain("Check 'server' is DOWN");
	}

}
