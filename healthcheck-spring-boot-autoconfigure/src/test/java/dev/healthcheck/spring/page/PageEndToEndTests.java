package dev.healthcheck.spring.page;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;

import dev.healthcheck.check.Check;
import dev.healthcheck.check.CheckRegistry;
import dev.healthcheck.check.CheckResult;
import dev.healthcheck.spring.test.RawHttp;
import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the page on each server.
 */
@Timeout(300)
class PageEndToEndTests {

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(Checks.class, "spring.application.name=orders",
				"healthcheck.page.enabled=true", "management.endpoint.health.show-details=always",
				"healthcheck.indicators.exclude=excluded");
		Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
		Awaitility.await().until(() -> application.probe("/status.json").body().contains("tea is sold out"));
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void pageIsHtmlThatIsTheSameForEveryClient() {
		Answer answer = application.probe("/status");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.headers().get("content-type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
		assertThat(answer.headers()).containsEntry("cache-control", "no-store")
			.containsEntry("x-content-type-options", "nosniff")
			.containsEntry("referrer-policy", "no-referrer");
		assertThat(answer.headers().get("content-security-policy"))
			.startsWith("default-src 'none'; style-src 'sha256-");
		assertThat(answer.body()).startsWith("<!doctype html>")
			.contains("request <a href=\"status.json\">")
			.doesNotContain("orders", "tea is sold out");
	}

	@Test
	void jsonHasWhatIsPublished() {
		Answer answer = application.probe("/status.json");
		assertThat(answer.headers()).containsEntry("content-type", "application/json");
		JsonNode page = new JsonMapper().readTree(answer.body());
		assertThat(page.get("application").stringValue()).isEqualTo("orders");
		assertThat(page.at("/verdicts/readiness/status").stringValue()).isEqualTo("UP");
		assertThat(page.at("/verdicts/health/status").isMissingNode()).as("an indicator would have to be run").isTrue();
		JsonNode stock = page.at("/checks/0");
		assertThat(stock.get("name").stringValue()).isEqualTo("stock");
		assertThat(stock.at("/changes/0/status").stringValue()).isEqualTo("DOWN");
		assertThat(stock.at("/runs/0/tookSeconds").isNumber()).isTrue();
		assertThat(stock.get("message").stringValue()).isEqualTo("tea is sold out");
		assertThat(stock.at("/details/tea").intValue()).isZero();
	}

	@Test
	void whatIsNotPublishedIsNotRun() {
		assertThat(application.probe("/status.json").body()).contains("{\"name\":\"excluded\"}");
		assertThat(application.context().getBean(Checks.class).excludedRuns).hasValue(0);
	}

	@Test
	void headHasTheSameHeadersAndOtherMethodsAreRefused() {
		Answer head = ask("HEAD", "/status");
		assertThat(head.status()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
		assertThat(Integer.parseInt(head.headers().get("content-length"))).isGreaterThan(1000);
		for (String method : new String[] { "POST", "PUT", "DELETE", "OPTIONS" }) {
			Answer refused = ask(method, "/status.json");
			assertThat(refused.status()).as(method).isEqualTo(405);
			assertThat(refused.headers()).containsEntry("allow", "GET, HEAD");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/status/", "/Status", "/status;x=1", "/%73tatus", "//status", "/status.xml", "/statuss" })
	void onlyTheExactPathIsThePage(String path) {
		assertThat(application.probe(path).status()).isBetween(400, 499);
		assertThat(RawHttp.get(application.port(), "/status").status()).isEqualTo(404);
	}

	@Test
	void maintenanceIsShownWithItsReason() throws IOException {
		Files.writeString(application.maintenanceFile(), "<b>new</b> disk\n");
		try {
			Awaitility.await()
				.untilAsserted(() -> assertThat(application.probe("/status.json").body())
					.contains("\"words\":\"In maintenance\"", "\"message\":\"<b>new</b> disk\"", "\"since\""));
			assertThat(application.probe("/status.json").status()).isEqualTo(200);
		}
		finally {
			Files.delete(application.maintenanceFile());
		}
		Awaitility.await().until(() -> application.probe("/readyz").status() == 200);
	}

	@Test
	void checkThatIsRemovedIsGoneWithItsHistory() {
		CheckRegistry checks = application.context().getBean(CheckRegistry.class);
		checks.register("passing-by", CheckResult::up);
		Awaitility.await().until(() -> application.probe("/status.json").body().contains("passing-by"));
		checks.unregister("passing-by");
		assertThat(application.probe("/status.json").body()).doesNotContain("passing-by");
	}

	private static Answer ask(String method, String path) {
		return RawHttp.ask(application.probePort(), method, path, "HTTP/1.1");
	}

	@Configuration(proxyBeanMethods = false)
	static class Checks {

		final AtomicInteger excludedRuns = new AtomicInteger();

		@Bean
		Check stockCheck() {
			return () -> CheckResult.down("tea is sold out").withDetail("tea", 0);
		}

		@Bean
		HealthIndicator excludedHealthIndicator() {
			return () -> {
				this.excludedRuns.incrementAndGet();
				return Health.up().build();
			};
		}

	}

}
