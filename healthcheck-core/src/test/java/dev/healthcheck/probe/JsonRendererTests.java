package dev.healthcheck.probe;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.healthcheck.check.CheckStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JsonRenderer}.
 */
class JsonRendererTests {

	private static final Instant TIME = Instant.parse("2026-11-20T10:15:30.123Z");

	private final JsonMapper mapper = new JsonMapper();

	@Test
	void memberIsRenderedAsTheDraftSays() {
		ProbeResponse response = render(report("UP", 200, new ProbeMember("queue", CheckStatus.UP, false, "ok", TIME)));
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.headers()).containsEntry("Content-Type", "application/health+json")
			.containsEntry("Cache-Control", "no-store");
		assertThat(response.body()).asString(StandardCharsets.UTF_8)
			.isEqualTo("{\"status\":\"pass\",\"checks\":{\"queue\":[{\"status\":\"pass\",\"observedValue\":\"UP\","
					+ "\"time\":\"2026-11-20T10:15:30.123Z\",\"output\":\"ok\"}]}}");
	}

	@ParameterizedTest
	@CsvSource({ "UP, 200, pass", "DEGRADED, 200, warn", "UNKNOWN, 200, warn", "FATAL, 200, warn", "FATAL, 500, fail",
			"UP, 503, fail", "DOWN, 503, fail", "DOWN, 200, fail", "OUT_OF_SERVICE, 503, fail",
			"MAINTENANCE, 299, fail" })
	void statusIsOneOfTheDraft(String status, int code, String expected) {
		ProbeResponse response = render(report(status, code, member("a", status, null)));
		assertThat(response.status()).isEqualTo(code);
		JsonNode json = parse(response);
		assertThat(json.get("status").stringValue()).isEqualTo(expected);
		assertThat(json.has("output")).isEqualTo(expected.equals("fail"));
		assertThat(json.get("checks").get("a").get(0).get("observedValue").stringValue()).isEqualTo(status);
	}

	@Test
	void worstMembersAreShownFirstAndTheRestIsCounted() {
		List<ProbeMember> members = new ArrayList<>();
		IntStream.range(0, 500).forEach((i) -> members.add(member("up-" + i, "UP", "works")));
		members.add(member("broken", "DOWN", "does not"));
		ProbeResponse response = render(new ProbeReport(CheckStatus.DOWN, 503, members));
		assertThat(response.body()).hasSizeLessThanOrEqualTo(1024).hasSizeGreaterThan(800);
		JsonNode json = parse(response);
		assertThat(json.get("output").stringValue()).isEqualTo("broken");
		List<String> shown = List.copyOf(json.get("checks").propertyNames());
		assertThat(shown).startsWith("broken", "up-0", "up-1");
		assertThat(json.get("notes").get(0).stringValue()).isEqualTo((501 - shown.size()) + " more not shown");
	}

	@Test
	void nothingIsNotedWhenAllMembersAreShown() {
		assertThat(parse(render(report("UP", 200, member("a", "UP", null)))).has("notes")).isFalse();
	}

	@ParameterizedTest
	@MethodSource
	void hostileTextBecomesValidJsonWithinTheLimit(String text) {
		ProbeResponse response = render(report("DOWN", 503, member("a" + text, "DOWN", text),
				member("b" + text, "DOWN", "x" + text), member("c", "UP", "xx" + text)));
		assertThat(response.body()).hasSizeLessThanOrEqualTo(1024);
		JsonNode json = parse(response);
		assertThat(json.get("status").stringValue()).isEqualTo("fail");
		int left = 3 - json.get("checks").size();
		assertThat(json.has("notes")).isEqualTo(left > 0);
	}

	static Stream<String> hostileTextBecomesValidJsonWithinTheLimit() {
		return Stream.of("\"".repeat(200), "\\".repeat(200), "\u0000\u0001\r\n\u2028\u2029", "\u0000".repeat(200),
				"😀".repeat(100), "\u20ac".repeat(300), "\ud83d", "\ude00\ud83d", "\ud83d".repeat(300),
				"</script>\"}]}", "x".repeat(1_000_000));
	}

	@Test
	void whateverIsLongTheLimitHolds() {
		for (int length = 1; length <= 128; length++) {
			String text = "x".repeat(length);
			List<ProbeMember> members = new ArrayList<>();
			for (int i = 0; i < 40; i++) {
				members.add(new ProbeMember("name" + i + text, CheckStatus.DOWN, false, null, Reports.TIME));
				members.add(new ProbeMember("message" + i, CheckStatus.DOWN, false, text, Reports.TIME));
				members.add(new ProbeMember("code" + i, new CheckStatus("C" + text), false, null, Reports.TIME));
			}
			assertThat(render(new ProbeReport(CheckStatus.DOWN, 503, members)).body()).as(length + " characters")
				.hasSizeLessThanOrEqualTo(1024)
				.hasSizeGreaterThan(600);
		}
	}

	@Test
	void memberWhoseNameAloneIsTooLongDoesNotHideTheOthers() {
		JsonNode json = parse(render(report("DOWN", 503, member("x".repeat(2000), "DOWN", null),
				member("queue", "DOWN", "full"), member("db", "UP", null))));
		assertThat(json.get("checks").propertyNames()).containsExactly("queue", "db");
		assertThat(json.get("notes").get(0).stringValue()).isEqualTo("1 more not shown");
	}

	@Test
	void messageIsNotCutWithinASurrogatePair() {
		JsonNode json = parse(render(report("UP", 200, member("even", "UP", "😀".repeat(100)),
				member("odd", "UP", "x" + "😀".repeat(100)))));
		assertThat(json.get("checks").get("even").get(0).get("output").stringValue()).isEqualTo("😀".repeat(64));
		assertThat(json.get("checks").get("odd").get(0).get("output").stringValue()).isEqualTo("x" + "😀".repeat(63));
	}

	private ProbeResponse render(ProbeReport report) {
		return ProbeRenderer.json().render(new ProbeRequest("GET", "/readyz"), report);
	}

	private JsonNode parse(ProbeResponse response) {
		return this.mapper.readTree(response.body());
	}

	private static ProbeReport report(String status, int code, ProbeMember... members) {
		return new ProbeReport(new CheckStatus(status), code, List.of(members));
	}

	private static ProbeMember member(String name, String status, @Nullable String message) {
		return new ProbeMember(name, new CheckStatus(status), false, message, null);
	}

}
