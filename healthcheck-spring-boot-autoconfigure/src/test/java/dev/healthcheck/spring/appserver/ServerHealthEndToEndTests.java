package dev.healthcheck.spring.appserver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.spring.test.TestServer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the health contributor {@code server}, on each server whose threads a request
 * can hold.
 */
@ParameterizedClass
@EnumSource(names = "NETTY", mode = Mode.EXCLUDE)
@Timeout(300)
@ExtendWith(OutputCaptureExtension.class)
class ServerHealthEndToEndTests {

	private static final int THREADS = 6;

	private final ExecutorService clients = Executors.newCachedThreadPool();

	private final TestServer type;

	ServerHealthEndToEndTests(TestServer type) {
		this.type = type;
	}

	@AfterEach
	void stop() {
		this.clients.shutdownNow();
	}

	@Test
	void whenAllThreadsAreBusyItIsUpAndSaysSo() throws Exception {
		try (RunningApplication application = start()) {
			StuckServlet servlet = application.context().getBean(StuckServlet.class);
			List<Future<Answer>> stuck = fill(application, servlet);
			Answer busy = Awaitility.await()
				.until(() -> server(application), (answer) -> answer.body().matches(".*\"queued\":[1-9],.*"));
			assertThat(busy.status()).isEqualTo(200);
			assertThat(busy.body()).contains("\"accepting\":true", "\"threadsMax\"", "\"status\":\"UP\"");
			assertThat(application.probe("/readyz").status()).isEqualTo(200);
			try (WatchedServer server = new WatchedServer(application)) {
				CheckResult result = server.lookForTwoMinutes();
				assertThat(result.status()).as(result.toString()).isEqualTo(CheckStatus.UP);
			}
			servlet.letGo.countDown();
			for (Future<Answer> answer : stuck) {
				assertThat(answer.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
			}
			Awaitility.await().until(() -> server(application).body(), (body) -> body.contains("\"queued\":0"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "degraded, DEGRADED, 200", "down, DOWN, 503" })
	void whenNothingFinishesForTooLongItStalls(String onStall, String status, int code) {
		try (RunningApplication application = start("healthcheck.app-server.stall-after=1ms",
				"healthcheck.app-server.on-stall=" + onStall)) {
			StuckServlet servlet = application.context().getBean(StuckServlet.class);
			Awaitility.await().until(() -> server(application).body(), (body) -> body.contains("\"status\":\"UP\""));
			fill(application, servlet);
			Awaitility.await()
				.until(() -> server(application).body(), (body) -> body.contains("\"status\":\"" + status + "\""));
			assertThat(application.probe("/readyz").status()).isEqualTo(code);
			assertThat(application.probe("/livez").status()).isEqualTo(200);
			servlet.letGo.countDown();
			Awaitility.await().until(() -> server(application).body(), (body) -> body.contains("\"status\":\"UP\""));
		}
	}

	@Test
	void whenTheServerHasStoppedInARunningApplicationItIsDownAndTheInstanceNotReady() {
		try (RunningApplication application = start()) {
			assertThat(application.probe("/readyz").status()).isEqualTo(200);
			Objects.requireNonNull(((WebServerApplicationContext) application.context()).getWebServer()).stop();
			Answer down = Awaitility.await()
				.until(() -> server(application), (answer) -> answer.body().contains("\"status\":\"DOWN\""));
			assertThat(down.status()).isEqualTo(503);
			Answer notReady = application.probe("/readyz");
			assertThat(notReady.status()).isEqualTo(503);
			assertThat(notReady.body()).isEqualTo("server");
			assertThat(application.probe("/livez").status()).isEqualTo(200);
		}
	}

	@Test
	void whileTheApplicationDrainsItIsOutOfServiceAndNoFault(CapturedOutput output) throws Exception {
		RunningApplication application = start();
		StuckServlet servlet = application.context().getBean(StuckServlet.class);
		Future<Answer> lastRequest = this.clients.submit(() -> RawHttp.get(application.port(), "/stuck"));
		Awaitility.await().until(() -> servlet.waiting.get() == 1);
		int managementPort = application.probePort();
		Future<?> closing = this.clients.submit(application::close);
		Awaitility.await()
			.until(() -> RawHttp.get(managementPort, "/actuator/health/server").body(),
					(body) -> body.contains("\"status\":\"OUT_OF_SERVICE\""));
		servlet.letGo.countDown();
		assertThat(lastRequest.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
		closing.get(60, TimeUnit.SECONDS);
		assertThat(output).doesNotContain("Check 'server' is DOWN");
	}

	private static Answer server(RunningApplication application) {
		return application.probe("/actuator/health/server");
	}

	private List<Future<Answer>> fill(RunningApplication application, StuckServlet servlet) {
		List<Future<Answer>> stuck = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			stuck.add(this.clients.submit(() -> RawHttp.get(application.port(), "/stuck")));
		}
		Awaitility.await().until(() -> servlet.waiting.get() == THREADS);
		for (int i = 0; i < 4; i++) {
			stuck.add(this.clients.submit(() -> RawHttp.get(application.port(), "/stuck")));
		}
		return stuck;
	}

	private RunningApplication start(String... properties) {
		RunningApplication application = this.type.start(Stuck.class,
				Stream
					.of(TestServer.withThreads(THREADS),
							new String[] { "management.endpoint.health.show-details=always", "server.shutdown=graceful",
									"healthcheck.overrides.server.success-ttl=100ms",
									"healthcheck.overrides.server.failure-ttl=100ms" },
							properties)
					.flatMap(Stream::of)
					.toArray(String[]::new));
		Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
		return application;
	}

	@Configuration(proxyBeanMethods = false)
	static class Stuck {

		@Bean
		StuckServlet stuckServlet() {
			return new StuckServlet();
		}

		@Bean
		ServletRegistrationBean<StuckServlet> stuckRegistration(StuckServlet servlet) {
			return new ServletRegistrationBean<>(servlet, "/stuck");
		}

	}

	@SuppressWarnings("serial")
	static class StuckServlet extends HttpServlet {

		private final transient CountDownLatch letGo = new CountDownLatch(1);

		private final AtomicInteger waiting = new AtomicInteger();

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			this.waiting.incrementAndGet();
			try {
				this.letGo.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			// Tomcat's graceful shutdown waits for servlets, and not for their responses
			response.setContentLength(0);
			response.flushBuffer();
		}

	}

}
