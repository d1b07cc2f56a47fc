package dev.healthcheck.spring.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

import dev.healthcheck.spring.test.FailedStart;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the probe server of real applications without a web server.
 */
@Timeout(300)
@ExtendWith(OutputCaptureExtension.class)
class ProbeServerEndToEndTests {

	private static final String[] QUICK = { "healthcheck.maintenance.scan-interval=100ms",
			"healthcheck.workers.scan-interval=100ms" };

	@Test
	void readinessFollowsTheApplicationFromStartToEnd() {
		Set<Thread> before = threads();
		Witness witness;
		int port;
		try (RunningApplication application = RunningApplication.startWithoutWebServer(Consumers.class, QUICK)) {
			port = application.probePort();
			witness = application.context().getBean(Witness.class);
			assertThat(witness.atStart).isEqualTo("503 starting");
			assertThat(witness.inRunner).isEqualTo("503 starting, 200 ok");
			Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
			assertThat(application.probe("/readyz").body()).isEqualTo("ok");
		}
		// Consumers, which Kafka stops in this phase, could still be probed
		assertThat(witness.atStop.get()).startsWith("503 ").endsWith(", 200 ok");
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> RawHttp.get(port, "/livez"));
		assertThat(threads()).isSubsetOf(before);
	}

	@Test
	void maintenanceTurnsReadinessAndHealth() throws IOException {
		try (RunningApplication application = RunningApplication.startWithoutWebServer(Object.class, QUICK)) {
			int port = application.probePort();
			Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
			assertOneTruth(port, 200, "/readyz", "/livez", "/actuator/health", "/actuator/health/readiness");
			Files.createFile(application.maintenanceFile());
			Awaitility.await().until(() -> application.probe("/readyz").status() == 503);
			assertThat(application.probe("/readyz").body()).isEqualTo("maintenance");
			assertThat(application.probe("/actuator/health/readiness").body())
				.isEqualTo("{\"status\":\"MAINTENANCE\"}");
			assertOneTruth(port, 503, "/readyz", "/actuator/health", "/actuator/health/readiness");
			assertOneTruth(port, 200, "/livez", "/actuator/health/liveness");
			Files.delete(application.maintenanceFile());
			Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
		}
	}

	@Test
	void oneLineSaysWhereItAnswersAndThePathOfHealthIsKept(CapturedOutput output) {
		try (RunningApplication application = RunningApplication.startWithoutWebServer(Object.class,
				"management.server.base-path=/manage", "management.endpoints.web.base-path=/ops",
				"management.endpoints.web.path-mapping.health=well", "healthcheck.server.address=127.0.0.1",
				"healthcheck.server.threads=4")) {
			int port = application.probePort();
			assertThat(output).containsOnlyOnce(
					"Probes are on http://127.0.0.1:" + port + " (/livez, /readyz, /startupz, /ops/well)\n");
			assertThat(application.probe("/livez").status()).isEqualTo(200);
			assertThat(application.probe("/ops/well/liveness").body()).isEqualTo("{\"status\":\"UP\"}");
			for (String path : new String[] { "/manage/livez", "/actuator/health", "/livezz", "/", "/ops", "/ops/wells",
					"/manage/ops/well" }) {
				assertThat(application.probe(path).status()).as(path).isEqualTo(404);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "/healthz/, /actuator/healthz", "'', /actuator/health" })
	void pathOfHealthIsTheOneOfSpringBoot(String mapping, String path) {
		try (RunningApplication application = RunningApplication
			.start("management.endpoints.web.path-mapping.health=" + mapping, "management.server.port=0")) {
			Awaitility.await().until(() -> application.probe(path).status() == 200);
			Integer port = application.context().getEnvironment().getProperty("local.management.port", Integer.class);
			assertThat(RawHttp.ask(Objects.requireNonNull(port), "GET", path, "HTTP/1.1").status()).isEqualTo(200);
		}
	}

	@Test
	void whenTheAddressIsOfIpv6TheLineHasAUrl(CapturedOutput output) {
		try (RunningApplication application = RunningApplication.startWithoutWebServer(Object.class,
				"healthcheck.server.address=0:0:0:0:0:0:0:1")) {
			assertThat(output).contains("Probes are on http://[::1]:" + application.probePort() + " (");
		}
	}

	@Test
	void healthThatIsNotExposedIsNotServed() {
		try (RunningApplication application = RunningApplication.startWithoutWebServer(Object.class,
				"management.endpoints.web.exposure.exclude=health", "spring.jmx.enabled=true")) {
			assertThat(application.probe("/livez").status()).isEqualTo(200);
			assertThat(application.probe("/actuator/health").status()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "management.server.port=-1", "healthcheck.server.enabled=false", "healthcheck.enabled=false" })
	void serverCanBeSwitchedOff(String property, CapturedOutput output) {
		try (RunningApplication application = RunningApplication.start("healthcheck.server.port", property)) {
			assertThat(application.context().getEnvironment().getProperty("local.healthcheck.port")).isNull();
		}
		assertThat(output).doesNotContain("Probes are on");
	}

	@Test
	void portThatIsTakenIsNamed(CapturedOutput output) throws IOException {
		Set<Thread> before = threads();
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			FailedStart.of(Object.class, "healthcheck.server.port=" + taken.getLocalPort(),
					"healthcheck.server.address=127.0.0.1");
			assertThat(output).contains("APPLICATION FAILED TO START",
					"The probe server cannot listen on 127.0.0.1:" + taken.getLocalPort(), "in use", "Action:",
					"'healthcheck.server.port'");
		}
		assertThat(threads()).isSubsetOf(before);
	}

	@Test
	void probeOnThePathOfHealthIsNamed(CapturedOutput output) {
		FailedStart.of(Object.class, "healthcheck.probes.mine.group=readiness",
				"healthcheck.probes.mine.path=/actuator/health");
		assertThat(output).contains("'healthcheck.probes.mine.path'");
	}

	private static void assertOneTruth(int port, int status, String... paths) {
		for (String path : paths) {
			for (String version : new String[] { "HTTP/1.0", "HTTP/1.1" }) {
				Answer get = RawHttp.ask(port, "GET", path, version);
				Answer head = RawHttp.ask(port, "HEAD", path, version);
				Answer options = RawHttp.ask(port, "OPTIONS", path, version);
				assertThat(List.of(get.status(), head.status(), options.status())).as(path).containsOnly(status);
				assertThat(get.body()).isNotEmpty();
				assertThat(head.body() + options.body()).isEmpty();
				assertThat(withoutDate(head)).isEqualTo(withoutDate(get));
				assertThat(options.headers()).containsEntry("allow", "GET, HEAD, OPTIONS")
					.containsEntry("content-length", "0");
				assertThat(RawHttp.ask(port, "POST", path, version).status()).isEqualTo(405);
			}
		}
	}

	private static Map<String, String> withoutDate(Answer answer) {
		Map<String, String> headers = new TreeMap<>(answer.headers());
		headers.remove("date");
		return headers;
	}

	private static Set<Thread> threads() {
		Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
		threads.removeIf((thread) -> !thread.getName().startsWith("healthcheck-http"));
		return threads;
	}

	@Configuration(proxyBeanMethods = false)
	static class Consumers {

		@Bean
		Witness witness(Environment environment) {
			return new Witness(environment);
		}

		@Bean
		ApplicationRunner job(Witness witness) {
			return (arguments) -> witness.inRunner = witness.ask("/readyz") + ", " + witness.ask("/livez");
		}

	}

	/** Starts and stops as a container of Kafka listeners does. */
	static class Witness implements SmartLifecycle {

		private final Environment environment;

		private final AtomicReference<String> atStop = new AtomicReference<>();

		private String atStart = "";

		private String inRunner = "";

		private volatile boolean running;

		Witness(Environment environment) {
			this.environment = environment;
		}

		String ask(String path) {
			int port = this.environment.getRequiredProperty("local.healthcheck.port", Integer.class);
			Answer answer = RawHttp.get(port, path);
			return answer.status() + " " + answer.body();
		}

		@Override
		public void start() {
			this.atStart = ask("/readyz");
			this.running = true;
		}

		@Override
		public void stop() {
			this.atStop.set(ask("/readyz") + ", " + ask("/livez"));
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return Integer.MAX_VALUE - 100;
		}

	}

}
