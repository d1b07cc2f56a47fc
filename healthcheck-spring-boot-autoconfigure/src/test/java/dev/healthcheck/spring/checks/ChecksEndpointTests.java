package dev.healthcheck.spring.checks;

import java.util.Map;
import java.util.concurrent.CountDownLatch;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import dev.healthcheck.spring.test.TestServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChecksEndpoint}, over HTTP.
 */
class ChecksEndpointTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=health,checks";

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "NETTY" })
	void everyCheckIsThereWithEverythingAboutIt(TestServer server) {
		try (RunningApplication application = server.start(Checks.class, EXPOSED,
				"management.endpoint.health.show-details=never", "healthcheck.overrides.stock.timeout=2s",
				"healthcheck.overrides.stock.on-timeout=down", "healthcheck.overrides.stock.critical=false")) {
			awaitChild(application);
			Answer all = get(application, "/actuator/checks");
			assertThat(all.status()).isEqualTo(200);
			JsonNode checks = new JsonMapper().readTree(all.body()).get("checks");
			assertThat(checks.valueStream().map((check) -> check.get("name").stringValue())).contains("stock",
					"sites/east", "workers", "maintenance", "diskSpace");
			JsonNode stock = new JsonMapper().readTree(get(application, "/actuator/checks/stock").body());
			assertThat(stock.get("status").stringValue()).isEqualTo("DEGRADED");
			assertThat(stock.get("message").stringValue()).isEqualTo("tea is sold out");
			assertThat(stock.at("/details/tea").intValue()).isZero();
			assertThat(stock.get("ageSeconds").doubleValue()).isPositive();
			assertThat(stock.get("checkedAt").stringValue()).endsWith("Z");
			assertThat(stock.at("/changes/0/status").stringValue()).isEqualTo("DEGRADED");
			assertThat(stock.at("/runs/0/status").stringValue()).isEqualTo("DOWN");
			assertThat(stock.get("settings")).isEqualTo(new JsonMapper().readTree("""
					{"successTtl":"PT27S","failureTtl":"PT9S","retryDelay":"PT1S","timeout":"PT2S","staleAfter":"PT1M",
					"failureThreshold":2,"successThreshold":1,"onTimeout":"down","critical":false}"""));
			JsonNode child = new JsonMapper().readTree(get(application, "/actuator/checks/sites/east").body());
			assertThat(child.get("name").stringValue()).isEqualTo("sites/east");
			assertThat(child.at("/settings/onTimeout").stringValue()).isEqualTo("degraded");
			JsonNode maintenance = new JsonMapper().readTree(get(application, "/actuator/checks/maintenance").body());
			assertThat(maintenance.at("/settings/onTimeout").stringValue()).isEqualTo("keep");
			for (String unknown : new String[] { "/tea", "/sites/west", "/stock/tea" }) {
				assertThat(get(application, "/actuator/checks" + unknown).status()).as(unknown).isEqualTo(404);
			}
			for (String method : new String[] { "POST", "DELETE" }) {
				assertThat(RawHttp.ask(application.port(), method, "/actuator/checks", "HTTP/1.1").status()).as(method)
					.isEqualTo(405);
			}
			assertThat(application.probe("/actuator/checks").status()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "management.endpoints.web.exposure.include=health", "management.endpoint.checks.access=none",
					"management.endpoints.access.default=none", "healthcheck.enabled=false" })
	void withoutExposureOrAccessThereIsNoEndpoint(String property) {
		try (RunningApplication application = RunningApplication.start(Checks.class, EXPOSED, property)) {
			assertThat(get(application, "/actuator/checks").status()).isEqualTo(404);
			assertThat(application.context().getBeanProvider(ChecksEndpoint.class).stream()).isEmpty();
		}
	}

	@Test
	void checkThatHasNotEndedYetHasNoAge() {
		try (RunningApplication application = RunningApplication.start(Hanging.class, EXPOSED,
				"healthcheck.overrides.hanging.timeout=100ms")) {
			Awaitility.await().until(() -> get(application, "/actuator/checks/hanging").body().contains("lateSeconds"));
			assertThat(get(application, "/actuator/checks/hanging").body()).contains("\"status\"", "\"settings\"")
				.doesNotContain("ageSeconds", "checkedAt", "message");
		}
	}

	private static void awaitChild(RunningApplication application) {
		Awaitility.await().until(() -> get(application, "/actuator/checks/sites/east").body().contains("ageSeconds"));
	}

	private static Answer get(RunningApplication application, String path) {
		return RawHttp.get(application.port(), path);
	}

	@Configuration(proxyBeanMethods = false)
	static class Checks {

		@Bean
		Check stockCheck() {
			return () -> CheckResult.down("tea is sold out").withDetail("tea", 0);
		}

		@Bean
		HealthContributor sitesHealthContributor() {
			HealthIndicator east = () -> Health.up().build();
			return CompositeHealthContributor.fromMap(Map.of("east", east));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Hanging {

		@Bean
		Check hangingCheck() {
			return () -> {
				new CountDownLatch(1).await();
				return CheckResult.up();
			};
		}

	}

}
