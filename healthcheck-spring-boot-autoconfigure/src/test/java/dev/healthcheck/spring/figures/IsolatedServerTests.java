package dev.healthcheck.spring.figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckChange;
import dev.healthcheck.check.CheckListener;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import org.apache.coyote.AbstractProtocol;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the isolated server in the life of an application.
 */
@Timeout(300)
@ExtendWith(OutputCaptureExtension.class)
class IsolatedServerTests {

	@Test
	void limitsAreItsOwnWhateverTheApplicationsServerHas(@TempDir Path logs, CapturedOutput output) throws IOException {
		try (RunningApplication application = RunningApplication.start(Servers.class, "server.tomcat.threads.max=3",
				"server.tomcat.max-connections=5", "server.tomcat.accept-count=6",
				"server.tomcat.connection-timeout=7s", "server.tomcat.keep-alive-timeout=8s",
				"server.tomcat.accesslog.enabled=true", "server.tomcat.accesslog.buffered=false",
				"server.tomcat.accesslog.directory=" + logs, "management.endpoints.web.exposure.include=health,info")) {
			awaitReady(application);
			AbstractProtocol<?> isolated = Servers.protocol(application, application.managementPort());
			assertThat(isolated.getMaxConnections()).isEqualTo(8192);
			assertThat(isolated.getAcceptCount()).isEqualTo(128);
			assertThat(isolated.getConnectionTimeout()).isEqualTo(5000);
			assertThat(isolated.getKeepAliveTimeout()).isEqualTo(30_000);
			assertThat(Servers.protocol(application, application.port()).getMaxConnections()).isEqualTo(5);
			assertThat(application.probe("/actuator/health/readiness").status()).isEqualTo(200);
			assertThat(application.probe("/actuator/info").status()).isEqualTo(200);
			Awaitility.await().until(() -> accessLog(logs).contains("/actuator/info"));
			assertThat(accessLog(logs)).doesNotContain("/readyz", "/actuator/health");
			assertThat(output.toString()).containsOnlyOnce("Probes and Actuator are on http://*:"
					+ application.managementPort()
					+ " (/livez, /readyz, /startupz, /actuator/health), with 8 threads of their own, 2 of them for probes alone");
		}
	}

	@Test
	void whenNotIsolatedBootIsLeftAsItIs(CapturedOutput output) {
		try (RunningApplication application = RunningApplication.start(Servers.class,
				"healthcheck.server.isolated=false", "server.tomcat.threads.max=3")) {
			int port = application.port();
			Awaitility.await().until(() -> RawHttp.get(port, "/readyz").status() == 200);
			assertThat(application.context().getEnvironment().getProperty("management.server.port")).isNull();
			assertThat(Servers.protocol(application, port).getMaxThreads()).isEqualTo(3);
			assertThat(output).doesNotContain("Probes and Actuator are on").doesNotContain("Probes are not isolated");
		}
	}

	@Test
	void whenPausedAndStartedAgainResultsAreKeptAndProbesAnswered() {
		try (RunningApplication application = RunningApplication.start(Resources.class,
				"management.endpoint.health.show-details=always")) {
			Resource resource = application.context().getBean(Resource.class);
			awaitReady(application);
			Awaitility.await().until(() -> application.probe("/actuator/health/resource").body().contains("open"));
			application.context().stop();
			int runs = resource.runs.get();
			CountDownLatch letGo = new CountDownLatch(1);
			resource.letGo = letGo;
			application.context().start();
			Awaitility.await().until(() -> resource.runs.get() > runs);
			assertThat(application.probe("/actuator/health/resource").body()).contains("\"status\":\"UP\"", "open");
			assertThat(application.probe("/livez").status()).isEqualTo(200);
			assertThat(application.probe("/readyz").status()).isEqualTo(200);
			letGo.countDown();
			assertThat(resource.down()).isEmpty();
		}
	}

	@Test
	void whileTheApplicationDrainsReadinessIsOutAndChecksRunAndNoneIsDown() throws Exception {
		RunningApplication application = RunningApplication.start(Resources.class, "server.shutdown=graceful",
				"healthcheck.checks.success-ttl=0", "healthcheck.checks.failure-threshold=1");
		awaitReady(application);
		Resource resource = application.context().getBean(Resource.class);
		SlowController controller = application.context().getBean(SlowController.class);
		int port = application.port();
		int managementPort = application.managementPort();
		ExecutorService threads = Executors.newFixedThreadPool(2);
		Future<Answer> request = threads.submit(() -> RawHttp.get(port, "/slow"));
		controller.started.await();
		Future<?> closed = threads.submit(application::close);
		Awaitility.await().until(() -> RawHttp.get(managementPort, "/readyz").status() == 503);
		int runs = resource.runs.get();
		Awaitility.await().until(() -> resource.runs.get() > runs + 2);
		assertThat(RawHttp.get(managementPort, "/readyz").status()).isEqualTo(503);
		assertThat(RawHttp.get(managementPort, "/livez").status()).isEqualTo(200);
		assertThat(closed.isDone()).isFalse();
		controller.letGo.countDown();
		assertThat(request.get(60, TimeUnit.SECONDS).body()).isEqualTo("at last");
		closed.get(60, TimeUnit.SECONDS);
		threads.shutdown();
		assertThat(resource.closed).isTrue();
		assertThat(resource.down()).isEmpty();
	}

	private static void awaitReady(RunningApplication application) {
		Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
	}

	private static String accessLog(Path directory) throws IOException {
		StringBuilder text = new StringBuilder();
		try (var files = Files.newDirectoryStream(directory)) {
			for (Path file : files) {
				text.append(Files.readString(file));
			}
		}
		return text.toString();
	}

	/**
	 * Stands apart so that JUnit can look at the tests where there is no Tomcat.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Servers implements ApplicationListener<WebServerInitializedEvent> {

		private final Map<Integer, TomcatWebServer> byPort = new ConcurrentHashMap<>();

		@Override
		public void onApplicationEvent(WebServerInitializedEvent event) {
			this.byPort.put(event.getWebServer().getPort(), (TomcatWebServer) event.getWebServer());
		}

		static AbstractProtocol<?> protocol(RunningApplication application, int port) {
			TomcatWebServer server = application.context().getBean(Servers.class).byPort.get(port);
			return (AbstractProtocol<?>) Objects.requireNonNull(server).getTomcat().getConnector().getProtocolHandler();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(SlowController.class)
	static class Resources {

		@Bean
		Resource resourceCheck() {
			return new Resource();
		}

	}

	/**
	 * As a check of a DataSource that is closed with the application.
	 */
	static class Resource implements Check, CheckListener, AutoCloseable {

		private final AtomicInteger runs = new AtomicInteger();

		private final List<CheckChange> changes = new CopyOnWriteArrayList<>();

		private volatile CountDownLatch letGo = new CountDownLatch(0);

		private volatile boolean closed;

		@Override
		public CheckResult run() throws InterruptedException {
			this.runs.incrementAndGet();
			this.letGo.await();
			return this.closed ? CheckResult.down("closed") : CheckResult.up("open");
		}

		@Override
		public void onChange(CheckChange change) {
			this.changes.add(change);
		}

		@Override
		public void close() {
			this.closed = true;
		}

		List<CheckChange> down() {
			return this.changes.stream().filter((change) -> change.to().status().equals(CheckStatus.DOWN)).toList();
		}

	}

	@RestController
	static class SlowController {

		private final CountDownLatch started = new CountDownLatch(1);

		private final CountDownLatch letGo = new CountDownLatch(1);

		@GetMapping("/slow")
		String slow() throws InterruptedException {
			this.started.countDown();
			this.letGo.await();
			return "at last";
		}

	}

}
