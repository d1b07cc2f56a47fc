package dev.healthcheck.spring.probes;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;

import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors.Entry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for probes on a real server.
 */
class ProbeEndToEndTests {

	@Test
	void probesAnswerWithoutAnyConfiguration() {
		try (RunningApplication application = RunningApplication.start()) {
			awaitReady(application);
			Answer livez = application.probe("/livez");
			assertThat(livez.status()).isEqualTo(200);
			assertThat(livez.body()).isEqualTo("ok");
			assertThat(livez.headers()).containsEntry("content-type", "text/plain;charset=UTF-8")
				.containsEntry("cache-control", "no-store")
				.containsEntry("content-length", "2");
			assertThat(application.probe("/actuator/health").body()).contains("\"status\":\"UP\"");
			assertThat(application.probe("/actuator/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
			assertThat(application.probe("/actuator/health/liveness").status()).isEqualTo(200);
			assertThat(RawHttp.get(application.port(), "/livez").status()).isEqualTo(404);
		}
	}

	@Test
	void probeWhosePathIsNotSetIsServedUnderItsName() {
		try (RunningApplication application = RunningApplication.start("healthcheck.probes.deepz.group=readiness")) {
			awaitReady(application);
			assertThat(application.probe("/deepz").body()).isEqualTo("ok");
		}
	}

	@Test
	void maintenanceTakesReadinessOutAndBack() throws IOException {
		try (RunningApplication application = RunningApplication.start()) {
			awaitReady(application);
			Files.createFile(application.maintenanceFile());
			Awaitility.await().until(() -> application.probe("/readyz").status() == 503);
			assertThat(application.probe("/readyz").body()).isEqualTo("maintenance");
			assertThat(application.probe("/actuator/health/readiness").body())
				.isEqualTo("{\"status\":\"MAINTENANCE\"}");
			assertThat(application.probe("/livez").status()).isEqualTo(200);
			Files.delete(application.maintenanceFile());
			Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
		}
	}

	@Test
	void applicationWithANameThatNoFileCanHaveIsCounted() {
		try (RunningApplication application = RunningApplication.start("spring.application.name=team/orders {}")) {
			awaitReady(application);
			Awaitility.await()
				.untilAsserted(() -> assertThat(application.directory()).isDirectoryContaining(
						(file) -> file.getFileName().toString().matches("\\.team-orders---\\.worker\\.\\d+")));
		}
	}

	@Test
	void compositeThatCannotBeEnumeratedCostsNoProbe() {
		try (RunningApplication application = RunningApplication.start(TenantsConfiguration.class)) {
			awaitReady(application);
			assertThat(application.probe("/livez").body()).isEqualTo("ok");
		}
	}

	@Test
	void probeOnAllPathsLeavesHealthAlone() {
		try (RunningApplication application = RunningApplication.start("healthcheck.probes.all.format=gunicorn",
				"management.endpoints.web.base-path=/")) {
			awaitReady(application);
			assertThat(application.probe("/").body()).isEqualTo("1 workers ready\n");
			assertThat(application.probe("/health").body()).contains("\"status\":\"UP\"");
			assertThat(application.probe("/health2").body()).isEqualTo("1 workers ready\n");
		}
	}

	@Test
	void livenessStaysLivenessInTheProtocolOfAnotherSystem() throws IOException {
		try (RunningApplication application = RunningApplication.start("healthcheck.probes.livez.format=pyramid",
				"healthcheck.maintenance.scan-interval=100ms")) {
			awaitReady(application);
			Files.createFile(application.maintenanceFile());
			Awaitility.await().until(() -> application.probe("/readyz").status() == 503);
			assertThat(application.probe("/livez").body()).isEqualTo("OK");
		}
	}

	@Test
	void protocolsAreSpokenWithoutAWebServerToo() {
		try (RunningApplication application = RunningApplication.startWithoutWebServer(Object.class,
				"healthcheck.probes.g.format=gunicorn", "healthcheck.probes.p.format=pyramid",
				"healthcheck.probes.p.path=/py", "healthcheck.probes.r.format=runscope",
				"healthcheck.probes.a.format=approck", "healthcheck.server.port=0", "server.port=0")) {
			awaitReady(application);
			assertThat(application.probe("/any/path").body()).isEqualTo("1 workers ready\n");
			assertThat(application.probe("/py?checks=true").body()).isEqualTo("OK");
			assertThat(application.probe("/healthcheck").body()).contains("\"results\": []");
			assertThat(application.probe("/health/ready").body()).isEqualTo("{}");
			assertThat(application.probe("/actuator/health").body()).contains("UP");
			assertThat(RawHttp.ask(application.probePort(), "POST", "/any", "HTTP/1.0").status()).isEqualTo(200);
		}
	}

	@Test
	void jsonFormatNamesTheMembers() {
		try (RunningApplication application = RunningApplication.start("healthcheck.probes.all.path=/healthz",
				"healthcheck.probes.all.group=readiness", "healthcheck.probes.all.format=json")) {
			awaitReady(application);
			Answer answer = application.probe("/healthz");
			assertThat(answer.headers()).containsEntry("content-type", "application/health+json");
			assertThat(answer.body()).contains("\"status\":\"pass\"", "\"workers\":[{\"status\":\"pass\"",
					"\"maintenance\":[{", "\"readinessState\":[{");
		}
	}

	@Test
	void checkRegisteredAtRunTimeBecomesAContributor() {
		try (RunningApplication application = RunningApplication
			.start("management.endpoint.health.show-details=always")) {
			CheckRegistry checks = application.context().getBean(CheckRegistry.class);
			checks.register("queue", () -> CheckResult.up("3 waiting"));
			Awaitility.await().until(() -> application.probe("/actuator/health/queue").body().contains("3 waiting"));
			assertThat(checks.unregister("queue")).isTrue();
			assertThat(application.probe("/actuator/health/queue").status()).isEqualTo(404);
		}
	}

	private static void awaitReady(RunningApplication application) {
		Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
	}

	@Configuration(proxyBeanMethods = false)
	static class TenantsConfiguration {

		@Bean
		CompositeHealthContributor tenantsHealthContributor() {
			return new CompositeHealthContributor() {

				@Override
				public Stream<Entry> stream() {
					throw new IllegalStateException("the list of tenants cannot be read");
				}

				@Override
				public @Nullable HealthContributor getContributor(String name) {
					return null;
				}

			};
		}

	}

}
