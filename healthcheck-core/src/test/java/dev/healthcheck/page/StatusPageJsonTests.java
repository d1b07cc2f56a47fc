package dev.healthcheck.page;

import java.time.Duration;
import java.util.Map;

import dev.healthcheck.check.CheckStatus;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the page as JSON.
 */
class StatusPageJsonTests {

	@Test
	void everythingAboutACheckIsThere() {
		assertThat(Pages.json(Pages.of(Pages.check("stock", CheckStatus.DOWN, "tea is sold out", Map.of("active", 3),
				Duration.ofMillis(12_500)))))
			.isEqualTo("""
					{"application":"orders","time":"2026-01-02T03:04:05Z",\
					"verdicts":{"readiness":{"status":"UP","ok":true,"words":"Ready"}},\
					"checks":[{"name":"stock","status":"DOWN","lateSeconds":12.500000,\
					"lateBecause":"all connections are in use",\
					"checkedAt":"2026-01-02T03:04:02Z","tookSeconds":0.012000,\
					"message":"tea is sold out","details":{"active":3},"since":"2026-01-02T03:02:50Z",\
					"changes":[{"time":"2026-01-02T03:02:35Z","status":"UP","late":false},\
					{"time":"2026-01-02T03:02:50Z","status":"DOWN","late":true}],\
					"runs":[{"time":"2026-01-02T03:04:02Z","tookSeconds":0.012000,"status":"DOWN"}]}]}""");
	}

	@Test
	void whoMaySeeNothingSeesOnlyTheVerdicts() {
		assertThat(Pages.json(Pages.verdictsOnly(CheckStatus.DOWN))).isEqualTo("""
				{"time":"2026-01-02T03:04:05Z","verdicts":{\
				"readiness":{"status":"DOWN","ok":false,"words":"Not ready"},\
				"liveness":{"status":"UP","ok":true,"words":"Alive"},\
				"health":{"ok":true,"words":"Not known"}}}""");
	}

	@Test
	void componentsWithoutDetailsAreTheirStatus() {
		assertThat(
				Pages.json(Pages.of(PageCheck.statusOnly("stock", CheckStatus.UP), PageCheck.statusOnly("mail", null))))
			.endsWith("""
					"checks":[{"name":"mail"},{"name":"stock","status":"UP"}]}""");
		assertThat(Pages.json(Pages.of())).endsWith("\"checks\":[]}");
	}

	@Test
	void mostUrgentComesFirst() {
		JsonNode checks = new JsonMapper()
			.readTree(Pages.json(Pages.of(Pages.check("a", CheckStatus.UP, null, Map.of()),
					Pages.check("b", CheckStatus.UP, null, Map.of(), Duration.ofSeconds(1)),
					Pages.check("c", CheckStatus.DOWN, null, Map.of()))))
			.get("checks");
		assertThat(checks).extracting((check) -> check.get("name").stringValue()).containsExactly("c", "b", "a");
	}

	@Test
	void hostileTextsAreTextsAgain() {
		String hostile = "\"}]<script>\u202e\ud800\u0000" + "x".repeat(10_000);
		JsonNode json = new JsonMapper()
			.readTree(Pages.json(Pages.of(Pages.check(hostile, CheckStatus.UP, hostile, Map.of(hostile, hostile)))));
		JsonNode check = json.get("checks").get(0);
		assertThat(check.get("name").stringValue()).startsWith("\"}]<script>\u202e?");
		assertThat(check.get("message").stringValue()).startsWith("\"}]<script>").hasSize(512);
		assertThat(check.get("details")).hasSize(1);
	}

}
