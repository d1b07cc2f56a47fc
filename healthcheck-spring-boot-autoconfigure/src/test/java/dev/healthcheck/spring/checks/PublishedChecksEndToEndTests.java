package dev.healthcheck.spring.checks;

import java.util.concurrent.CountDownLatch;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what hostile checks leave at the health endpoint of a real server.
 */
class PublishedChecksEndToEndTests {

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(Checks.class, "management.endpoint.health.show-details=always",
				"healthcheck.overrides.hanging.timeout=200ms", "healthcheck.overrides.hanging.stale-after=0s",
				"healthcheck.checks.failure-ttl=0s", "healthcheck.checks.success-ttl=0s",
				"healthcheck.probes.all.path=/all", "healthcheck.probes.all.group=all",
				"healthcheck.probes.all.format=json", "management.endpoint.health.group.all.include=*");
		Awaitility.await().until(() -> component("hanging").get("status").stringValue().equals("DEGRADED"));
	}

	@AfterAll
	static void stop() {
		Checks.never.countDown();
		application.close();
	}

	@Test
	void checkThatWorksIsUpBesideOthersThatDoNot() {
		assertThat(component("fine").get("status").stringValue()).isEqualTo("UP");
		assertThat(component("fine").get("details").get("message").stringValue()).isEqualTo("works");
	}

	@Test
	void checkThatThrowsIsDown() {
		assertThat(component("throwing").get("status").stringValue()).isEqualTo("DOWN");
		assertThat(component("throwing").get("details").get("message").stringValue())
			.isEqualTo(Deep.class.getName() + ": deep");
	}

	@Test
	void checkThatReturnsNullIsDown() {
		assertThat(component("nothing").get("status").stringValue()).isEqualTo("DOWN");
		assertThat(component("nothing").get("details").get("message").stringValue()).isEqualTo("returned null");
	}

	@Test
	void checkThatHangsIsLateAndDegraded() {
		assertThat(component("hanging").get("details").has("lateSeconds")).isTrue();
	}

	@Test
	void hostileReportsAreValidAndBounded() {
		JsonNode details = component("hostile").get("details");
		JsonNode reports = details.get("reports");
		assertThat(reports.size()).isEqualTo(100);
		assertThat(reports.get(0).get("name").stringValue()).isEqualTo("quote\" back\\slash line  feed");
		assertThat(reports.get(0).get("status").stringValue()).isEqualTo("\ufffd");
		assertThat(reports.get(1).get("message").stringValue()).hasSizeLessThanOrEqualTo(512).startsWith("xxx");
		assertThat(details.get("message").stringValue()).startsWith("998 of 1000 failed, the first quote\"")
			.hasSizeLessThanOrEqualTo(512);
	}

	@Test
	void probeListsTheWorstWithinItsLimit() {
		Answer answer = application.probe("/all");
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.body().length()).isLessThanOrEqualTo(1024);
		JsonNode json = new JsonMapper().readTree(answer.body());
		assertThat(json.get("status").stringValue()).isEqualTo("fail");
		assertThat(json.get("checks").propertyNames()).contains("throwing", "nothing", "hostile");
	}

	private static JsonNode component(String name) {
		Answer answer = application.probe("/actuator/health");
		assertThat(answer.body().length()).isLessThan(100_000);
		return new JsonMapper().readTree(answer.body()).get("components").get(name);
	}

	@Configuration(proxyBeanMethods = false)
	static class Checks {

		static final CountDownLatch never = new CountDownLatch(1);

		@Bean
		Check hangingCheck() {
			return () -> {
				never.await();
				return CheckResult.up();
			};
		}

		@HealthCheck("fine")
		String fine() {
			return "works";
		}

		@HealthCheck("throwing")
		boolean throwing() {
			throw new Deep();
		}

		@HealthCheck("nothing")
		@Nullable Boolean nothing() {
			return null;
		}

		@HealthCheck("hostile")
		void hostile(HealthReport report) {
			report.report("quote\" back\\slash line\r\nfeed", "\ud83d", null);
			report.error("long", "x".repeat(1_000_000));
			report.ok("\u0000\u001f\u2028");
			report.ok("</script>");
			for (int i = 0; i < 996; i++) {
				report.error("part-" + i, "\ude00\"".repeat(1000));
			}
		}

	}

	static class Deep extends StackOverflowError {

		private static final long serialVersionUID = 1L;

		Deep() {
			super("deep");
		}

	}

}
