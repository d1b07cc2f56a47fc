package dev.healthcheck.spring.jetty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the isolated server on Jetty. Run without Tomcat on the class path.
 */
@Tag("jetty")
@ExtendWith(OutputCaptureExtension.class)
class JettyServerTests {

	@Test
	void limitsAreItsOwnWhateverTheApplicationsServerHas(@TempDir Path logs, CapturedOutput output) throws IOException {
		Path log = logs.resolve("access.log");
		try (RunningApplication application = RunningApplication.start(Servers.class, "server.jetty.threads.max=7",
				"server.jetty.threads.min=6", "server.jetty.threads.acceptors=2", "server.jetty.threads.selectors=2",
				"server.jetty.max-connections=5", "server.jetty.connection-idle-timeout=7s",
				"server.jetty.accesslog.enabled=true", "server.jetty.accesslog.filename=" + log,
				"management.endpoints.web.exposure.include=health,info")) {
			Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
			Server isolated = Servers.server(application, application.managementPort());
			Servers.assertLimits(isolated);
			QueuedThreadPool threads = (QueuedThreadPool) isolated.getThreadPool();
			assertThat(threads.getMaxThreads()).isEqualTo(10);
			QueuedThreadPool applicationThreads = (QueuedThreadPool) Servers.server(application, application.port())
				.getThreadPool();
			assertThat(applicationThreads.getMaxThreads()).isEqualTo(7);
			assertThat(application.probe("/actuator/health/readiness").status()).isEqualTo(200);
			assertThat(application.probe("/actuator/info").status()).isEqualTo(200);
			Path managementLog = logs.resolve("management_access.log");
			Awaitility.await().until(() -> Files.readString(managementLog).contains("/actuator/info"));
			assertThat(Files.readString(managementLog)).doesNotContain("/readyz", "/actuator/health");
			assertThat(output.toString()).containsOnlyOnce("Probes and Actuator are on http://*:"
					+ application.managementPort()
					+ " (/livez, /readyz, /startupz, /actuator/health), with 8 threads of their own, 2 of them for probes alone");
		}
	}

	@Test
	void limitsHoldForTheConnectorThatTlsBrings(@TempDir Path directory) throws Exception {
		Path keys = directory.resolve("keys.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-keyalg", "EC", "-alias", "test", "-dname", "CN=localhost", "-storetype", "PKCS12",
				"-storepass", "password", "-keystore", keys.toString())
			.inheritIO()
			.start();
		assertThat(keytool.waitFor()).isZero();
		try (RunningApplication application = RunningApplication.start(Servers.class,
				"management.server.ssl.key-store=" + keys, "management.server.ssl.key-store-password=password")) {
			Server isolated = Servers.server(application, application.managementPort());
			Servers.assertLimits(isolated);
			ServerConnector connector = (ServerConnector) isolated.getConnectors()[0];
			int own = connector.getAcceptors() + connector.getSelectorManager().getSelectorCount();
			assertThat(((QueuedThreadPool) isolated.getThreadPool()).getMaxThreads()).isEqualTo(8 + own);
		}
	}

	@Test
	void whenNotIsolatedBootIsLeftAsItIs() {
		try (RunningApplication application = RunningApplication.start(Servers.class,
				"healthcheck.server.isolated=false", "management.server.port=0", "server.jetty.threads.max=9")) {
			QueuedThreadPool threads = (QueuedThreadPool) Servers.server(application, application.managementPort())
				.getThreadPool();
			assertThat(threads.getMaxThreads()).isEqualTo(9);
			assertThat(threads.getName()).doesNotContain("healthcheck");
			assertThat(application.probe("/livez").status()).isEqualTo(200);
		}
	}

	/**
	 * Stands apart so that JUnit can look at the tests where there is no Jetty.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Servers implements ApplicationListener<WebServerInitializedEvent> {

		private final Map<Integer, JettyWebServer> byPort = new ConcurrentHashMap<>();

		@Override
		public void onApplicationEvent(WebServerInitializedEvent event) {
			this.byPort.put(event.getWebServer().getPort(), (JettyWebServer) event.getWebServer());
		}

		static void assertLimits(Server server) {
			ServerConnector connector = (ServerConnector) server.getConnectors()[0];
			assertThat(connector.getAcceptQueueSize()).isEqualTo(128);
			assertThat(connector.getIdleTimeout()).isEqualTo(30_000);
			HttpConfiguration http = Objects.requireNonNull(connector.getConnectionFactory(HttpConnectionFactory.class))
				.getHttpConfiguration();
			assertThat(http.getIdleTimeout()).isEqualTo(5000);
			assertThat(server.getBeans(NetworkConnectionLimit.class)).singleElement()
				.satisfies((limit) -> assertThat(limit.getMaxNetworkConnectionCount()).isEqualTo(8192));
			assertThat(connector.getBeans(NetworkConnectionLimit.class)).hasSize(1);
			assertThat(Arrays.stream(server.getConnectors())).hasSize(1);
		}

		static Server server(RunningApplication application, int port) {
			JettyWebServer server = application.context().getBean(Servers.class).byPort.get(port);
			return Objects.requireNonNull(server).getServer();
		}

	}

}
