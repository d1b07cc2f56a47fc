package dev.healthcheck.spring.checks;

import java.util.List;

import dev.healthcheck.spring.test.RawHttp.Answer;
import dev.healthcheck.spring.test.RunningApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for statuses that an indicator spells in its own way: the health endpoint answers
 * as it does without isolation.
 */
@ExtendWith(OutputCaptureExtension.class)
class StatusSpellingEndToEndTests {

	private static final String COMPONENTS = "management.endpoint.health.show-components=always";

	private static final List<String> PATHS = List.of("", "/lower", "/dashed", "/empty", "/custom");

	@Test
	void whenStatusIsSpelledInAnotherWayAnswersAreThoseOfSpringBoot(CapturedOutput output) {
		List<String> plain;
		try (RunningApplication application = RunningApplication.start(Indicators.class, COMPONENTS,
				"healthcheck.indicators.isolate=false")) {
			plain = answers(application);
		}
		assertThat(plain).startsWith("503 down", "503 down", "503 out-of-service", "200 ", "200 warming-up");
		try (RunningApplication application = RunningApplication.start(Indicators.class, COMPONENTS)) {
			Awaitility.await().untilAsserted(() -> assertThat(answers(application)).isEqualTo(plain));
			Awaitility.await()
				.untilAsserted(() -> assertThat(output.toString()).containsPattern("WARN .*Check 'lower' is DOWN"));
		}
	}

	private static List<String> answers(RunningApplication application) {
		return PATHS.stream().map((path) -> {
			Answer answer = application.probe("/actuator/health" + path);
			return answer.status() + " " + JsonMapper.shared().readTree(answer.body()).path("status").asString("");
		}).toList();
	}

	@Configuration(proxyBeanMethods = false)
	static class Indicators {

		@Bean
		HealthIndicator lowerHealthIndicator() {
			return () -> Health.status("down").build();
		}

		@Bean
		HealthIndicator dashedHealthIndicator() {
			return () -> Health.status("out-of-service").build();
		}

		@Bean
		HealthIndicator emptyHealthIndicator() {
			return () -> Health.status("").build();
		}

		@Bean
		HealthIndicator customHealthIndicator() {
			return () -> Health.status("warming-up").build();
		}

	}

}
