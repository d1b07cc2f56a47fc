package dev.healthcheck.spring.groups;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;

import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.spring.checks.HealthCheck;
import dev.healthcheck.spring.test.FailedStart;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for statuses and groups on a real server.
 */
@ExtendWith(OutputCaptureExtension.class)
class HealthGroupsEndToEndTests {

	private static final String HEALTH = "management.endpoint.health.";

	@Test
	void groupThatTheUserDoesNotDefineHidesItsComponentsAsInPlainBoot() {
		try (RunningApplication application = RunningApplication.start(HEALTH + "show-details=always")) {
			awaitReady(application);
			for (String path : new String[] { "/actuator/health/readiness", "/actuator/health/liveness" }) {
				assertThat(application.probe(path).body()).isEqualTo("{\"status\":\"UP\"}");
			}
			assertThat(application.probe("/readyz?verbose").body()).contains("[+]workers ok");
		}
	}

	@Test
	void groupWithoutIncludeHasOurMembersAndTheUsersSettings() {
		try (RunningApplication application = RunningApplication.start(
				HEALTH + "group.readiness.show-components=always", HEALTH + "group.liveness.show-components=always",
				HEALTH + "group.readiness.exclude=maintenance")) {
			awaitReady(application);
			assertThat(components(application, "/actuator/health/readiness")).containsOnly("readinessState", "workers",
					"server");
			assertThat(components(application, "/actuator/health/liveness")).containsOnly("livenessState");
		}
	}

	@Test
	void aggregateIsUpWithDegradedAndMaintenanceBeatsDown() throws IOException {
		try (RunningApplication application = RunningApplication.start(HEALTH + "show-components=always")) {
			awaitReady(application);
			CheckRegistry checks = application.context().getBean(CheckRegistry.class);
			checks.register("slow", () -> CheckResult.degraded("slow"));
			Awaitility.await().until(() -> status(application, "slow").equals("DEGRADED"));
			assertThat(health(application, "/actuator/health").get("status").stringValue()).isEqualTo("UP");
			assertThat(application.probe("/actuator/health").status()).isEqualTo(200);
			checks.register("broken", () -> CheckResult.down("broken"));
			Awaitility.await().until(() -> status(application, "broken").equals("DOWN"));
			assertThat(health(application, "/actuator/health").get("status").stringValue()).isEqualTo("DOWN");
			assertThat(application.probe("/actuator/health").status()).isEqualTo(503);
			Files.createFile(application.maintenanceFile());
			Awaitility.await().until(() -> status(application, "maintenance").equals("MAINTENANCE"));
			assertThat(health(application, "/actuator/health").get("status").stringValue()).isEqualTo("MAINTENANCE");
			assertThat(application.probe("/actuator/health").status()).isEqualTo(503);
		}
	}

	@Test
	void maintenanceAndOutOfServiceKeepTheirCodesWhenTheUserMapsOnlyDown() throws IOException {
		try (RunningApplication application = RunningApplication.start(HEALTH + "status.http-mapping.DOWN=500",
				HEALTH + "group.readiness.status.http-mapping.down=500", "healthcheck.maintenance.status=404")) {
			awaitReady(application);
			Files.createFile(application.maintenanceFile());
			Awaitility.await().until(() -> application.probe("/readyz").status() == 404);
			assertThat(application.probe("/actuator/health").status()).isEqualTo(404);
			assertThat(application.probe("/actuator/health/readiness").status()).isEqualTo(404);
			Files.delete(application.maintenanceFile());
			awaitReady(application);
			application.context().getBean(CheckRegistry.class).register("broken", () -> CheckResult.down("broken"));
			Awaitility.await().until(() -> application.probe("/actuator/health").status() == 500);
			assertThat(application.probe("/readyz").status()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoint.health.probes.enabled=false",
			"management.endpoints.web.exposure.include=info", "management.endpoint.health.access=none" })
	void probesAnswerWhateverBootServes(String property) throws IOException {
		try (RunningApplication application = RunningApplication.start(property)) {
			awaitReady(application);
			assertThat(application.probe("/livez").status()).isEqualTo(200);
			assertThat(application.probe("/actuator/health/readiness").status()).isEqualTo(404);
			Files.createFile(application.maintenanceFile());
			Awaitility.await().until(() -> application.probe("/readyz").status() == 503);
			assertThat(application.probe("/readyz").body()).isEqualTo("maintenance");
			assertThat(application.probe("/livez").status()).isEqualTo(200);
			AvailabilityChangeEvent.publish(application.context(), LivenessState.BROKEN);
			assertThat(application.probe("/livez").body()).isEqualTo("livenessState");
		}
	}

	@Test
	void readinessThatLeavesOutOursWarns(CapturedOutput output) {
		RunningApplication
			.start(HEALTH + "group.readiness.include=readinessState,ping",
					"management.health.maintenance.enabled=false")
			.close();
		assertThat(output).contains("The health group 'readiness' leaves out 'workers'")
			.doesNotContain("leaves out 'maintenance'");
	}

	@Test
	void defaultPropertiesOfTheApplicationWin() {
		try (RunningApplication application = RunningApplication
			.start(new SpringApplicationBuilder().properties(Map.of(HEALTH + "status.http-mapping.maintenance", "299",
					HEALTH + "status.order", "down,maintenance,degraded,up")), new Class<?>[0])) {
			assertThat(application.context().getEnvironment().getProperty(HEALTH + "status.http-mapping.maintenance"))
				.isEqualTo("299");
			assertThat(application.context().getEnvironment().getProperty(HEALTH + "status.order"))
				.isEqualTo("down,maintenance,degraded,up");
			assertThat(application.context().getEnvironment().getProperty(HEALTH + "status.http-mapping.down"))
				.isEqualTo("503");
		}
	}

	@Test
	void propertySourceOfTheApplicationWins() {
		try (RunningApplication application = RunningApplication.start(Ordered.class,
				HEALTH + "group.readiness.show-components=always")) {
			awaitReady(application);
			CheckRegistry checks = application.context().getBean(CheckRegistry.class);
			checks.register("slow", () -> CheckResult.degraded("slow"));
			Awaitility.await()
				.until(() -> health(application, "/actuator/health").get("status").stringValue().equals("DEGRADED"));
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { Ping.class, DiskSpace.class, Workers.class, Readiness.class, Mine.class })
	void checkNamedLikeAContributorOrAGroupIsRefused(Class<?> configuration, CapturedOutput output) {
		FailedStart.ofServer(configuration, HEALTH + "group.mine.include=ping");
		assertThat(output).contains("APPLICATION FAILED TO START", "Action:", configuration.getName() + ".check");
	}

	private static void awaitReady(RunningApplication application) {
		Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
	}

	private static String status(RunningApplication application, String component) {
		// A response that was kept for up to 100 ms may lack a component that was just
		// registered
		return health(application, "/actuator/health").path("components")
			.path(component)
			.path("status")
			.asString("missing");
	}

	private static Set<String> components(RunningApplication application, String path) {
		return Set.copyOf(health(application, path).get("components").propertyNames());
	}

	private static JsonNode health(RunningApplication application, String path) {
		return new JsonMapper().readTree(application.probe(path).body());
	}

	@Configuration(proxyBeanMethods = false)
	@PropertySource("classpath:dev/healthcheck/spring/groups/order.properties")
	static class Ordered {

	}

	static class Ping {

		@HealthCheck("ping")
		boolean check() {
			return true;
		}

	}

	static class DiskSpace {

		@HealthCheck("diskSpace")
		boolean check() {
			return true;
		}

	}

	static class Workers {

		@HealthCheck("workers")
		boolean check() {
			return true;
		}

	}

	static class Readiness {

		@HealthCheck("readiness")
		boolean check() {
			return true;
		}

	}

	static class Mine {

		@HealthCheck("mine")
		boolean check() {
			return true;
		}

	}

}
