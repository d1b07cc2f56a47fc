package dev.healthcheck.spring.probes;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the health JSON of an application without a web server is what Spring Boot's
 * web endpoint says, character by character.
 */
@Timeout(300)
class HealthJsonTests {

	private static final String[] PATHS = { "", "/", "/readiness", "/liveness", "/mine", "/workers", "/soft", "/odd",
			"/many", "/many/first", "/many/none", "/readiness/workers", "/readiness/odd", "/readiness/readinessState",
			"/none", "/ping", "/hid%64en", "/mine/odd", "/mine/odd/x", "/failing", "/maintenance", "/nameless" };

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoint.health.show-details=never",
			"management.endpoint.health.show-components=always", "management.endpoint.health.show-details=always",
			"management.endpoint.health.show-details=when-authorized",
			"management.endpoint.health.group.mine.show-details=always",
			"management.endpoint.health.status.http-mapping.degraded=299" })
	void healthIsWhatTheWebEndpointSays(String property) {
		String[] properties = { property, "management.endpoint.health.group.mine.include=odd,many,soft",
				"management.health.diskspace.enabled=false",
				// Only the one has a server of its own to look at
				"management.health.server.enabled=false" };
		try (RunningApplication web = RunningApplication.start(Contributors.class, properties);
				RunningApplication none = RunningApplication.startWithoutWebServer(Contributors.class, properties)) {
			for (String path : PATHS) {
				Awaitility.await()
					.pollDelay(Duration.ZERO)
					.untilAsserted(() -> assertSame(web.probe("/actuator/health" + path),
							none.probe("/actuator/health" + path), path));
			}
		}
	}

	private static void assertSame(Answer web, Answer none, String path) {
		assertThat(settled(none)).as(path).isEqualTo(settled(web));
		assertThat(none.status()).as(path).isEqualTo(web.status());
		if (web.status() != 404) {
			assertThat(none.headers()).containsEntry("content-type", web.headers().get("content-type"));
		}
	}

	private static String settled(Answer answer) {
		return (answer.status() != 404) ? answer.body()
			.replaceAll("\"checkedAt\":\"[^\"]+\"", "\"checkedAt\"")
			.replaceAll("\"tookSeconds\":[0-9.E-]+", "\"tookSeconds\"") : "";
	}

	@Configuration(proxyBeanMethods = false)
	static class Contributors {

		@Bean
		Check soft() {
			return () -> CheckResult.degraded("slow \"today\"\u0007 \uD83D\uDE00");
		}

		@Bean
		HealthIndicator oddHealthIndicator() {
			Map<String, Object> nested = new LinkedHashMap<>();
			nested.put("z", 1);
			nested.put("a", List.of(true, "x", 1.5f, Map.of()));
			return () -> Health.status(new Status("UP", "as \u00fcsual"))
				.withDetail("int", 1)
				.withDetail("long", Long.MAX_VALUE)
				.withDetail("float", 0.1f)
				.withDetail("double", 1e300)
				.withDetail("nan", Double.NaN)
				.withDetail("decimal", new BigDecimal("1.10"))
				.withDetail("instant", Instant.EPOCH)
				.withDetail("duration", Duration.ofMillis(1500))
				.withDetail("enum", TimeUnit.DAYS)
				.withDetail("array", new int[] { 1, 2 })
				.withDetail("bytes", new byte[] { 1, 2 })
				.withDetail("list", Arrays.asList("a", null, 2))
				.withDetail("nested", nested)
				.withDetail("empty", Map.of())
				.build();
		}

		@Bean
		HealthContributor manyHealthContributor() {
			return CompositeHealthContributor.fromMap(
					Map.of("second", () -> Health.up().build(), "first", () -> Health.unknown().build()),
					(HealthIndicator indicator) -> indicator);
		}

		@Bean
		HealthIndicator failingHealthIndicator() {
			return () -> Health.down(new IllegalStateException("no such thing")).build();
		}

		@Bean
		HealthIndicator namelessHealthIndicator() {
			return () -> Health.status("").build();
		}

		@Bean
		HealthIndicator hiddenHealthIndicator() {
			return () -> Health.outOfService().withDetail("secret", "hunter2").build();
		}

	}

}
