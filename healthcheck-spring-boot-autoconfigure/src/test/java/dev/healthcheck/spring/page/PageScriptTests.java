package dev.healthcheck.spring.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.healthcheck.page.PageAnswers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the script of the page makes of its JSON, in a real browser, without an
 * application.
 */
@Tag("figures")
@Timeout(300)
class PageScriptTests {

	private static final String READY = "\"verdicts\":{\"readiness\":{\"status\":\"UP\",\"ok\":true,\"words\":\"Ready\"}}";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	static Path directory;

	@SuppressWarnings("NullAway.Init")
	private static Chromium chromium;

	@BeforeAll
	static void start() throws Exception {
		Path program = Chromium.program().orElse(null);
		Assumptions.assumeTrue(program != null, "chromium is not installed");
		chromium = Chromium.start(program, directory);
		Path page = Files.write(directory.resolve("status.html"), PageAnswers.html("status.json").body());
		chromium.open(page.toUri().toString());
		Awaitility.await().until(() -> chromium.evaluate("typeof build").equals("function"));
	}

	@AfterAll
	static void stop() throws Exception {
		if (chromium != null) {
			chromium.close();
		}
	}

	@ParameterizedTest
	@CsvSource({ "-5, 0 s", "0, 0 s", "59.9, 59 s", "60, 1 min", "75, 1 min 15 s", "615, 10 min", "3599, 59 min",
			"3600, 1 h", "7500, 2 h 5 min", "86400, 1 d", "360000, 4 d 4 h" })
	void ageHasItsTwoGreatestUnits(String seconds, String text) {
		assertThat(chromium.evaluate("age(" + seconds + ")")).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0.0 ms", "0.000412, 0.4 ms", "0.0099, 9.9 ms", "0.012, 12 ms", "0.999, 999 ms", "1.25, 1.3 s",
			"90, 1 min 30 s" })
	void durationIsAsPreciseAsItMatters(String seconds, String text) {
		assertThat(chromium.evaluate("took(" + seconds + ")")).isEqualTo(text);
	}

	@Test
	void textThatIsCutEndsWithAnEllipsisAndSplitsNoCharacter() {
		String text = "x".repeat(511) + "\ud83d\ude00";
		assertThat(chromium.evaluate("visible('" + text + "y')")).isEqualTo(text + "\u2026");
		assertThat(chromium.evaluate("visible('" + "x".repeat(512) + "')")).hasSize(512);
		assertThat(chromium.evaluate("visible('" + "x".repeat(10_000) + "')")).hasSize(513);
	}

	@Test
	void charactersThatCannotBeSeenAreSpelledOut() {
		assertThat(chromium.evaluate("visible('a\\u202egnp.exe\\u2069 \\u0007\\u2028b')"))
			.isEqualTo("a[U+202E]gnp.exe[U+2069]   b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<script>window.hacked=1</script>", "\"><img src=x onerror=window.hacked=1>",
			"' onmouseover='x", "</bdi></td></tr></table><h1>All is well</h1>", "&lt;b&gt;", "`${x}`", "-->", "]]>",
			"\u0000\u001b[31m", "constructor", "__proto__" })
	void whateverTextsSayTheStructureIsTheSame(String hostile) {
		show(pageOf("harmless"));
		String harmless = structure();
		show(pageOf(hostile));
		assertThat(structure()).isEqualTo(harmless);
		assertThat(chromium.evaluate("window.hacked")).isEqualTo("undefined");
	}

	@Test
	void everythingAboutACheckIsThereAsText() {
		show("""
				{"application":"orders","time":"2026-01-02T03:04:05.9Z",%s,"checks":[{"name":"stock","status":"DOWN",\
				"lateSeconds":12.5,"lateBecause":"all connections are in use",\
				"checkedAt":"2026-01-02T03:04:02.1Z","tookSeconds":0.012000,"message":"tea is sold out",\
				"details":{"pool":{"active":3},"ids":[1,{"a":2}],"big":9223372036854775807,"ratio":0.25,"none":null},\
				"since":"2026-01-02T03:02:50Z",\
				"changes":[{"time":"2026-01-01T03:02:50Z","status":"OUT_OF_SERVICE","late":true}],\
				"runs":[{"time":"2026-01-02T03:04:02Z","tookSeconds":0.012000,"status":"DOWN"}]}]}""".formatted(READY));
		assertThat(text()).contains("orders", "As of 2026-01-02 03:04:05 UTC", "Ready",
				"Load balancers send traffic here.", "1 in all, 1 DOWN; 1 late", "late for 12 s",
				"all connections are in use tea is sold out", "3 s ago took 12 ms", "1 min 15 s 03:02:50 UTC",
				"pool \u203a active", "9223372036854775807", "1, {\"a\":2}", "0.25", "null",
				"2026-01-01 03:02:50 UTC OUT OF SERVICE late", "12 ms DOWN");
		assertThat(chromium.evaluate("document.querySelector('.bars').getAttribute('aria-label')"))
			.isEqualTo("Last runs: 1, took 12 ms to 12 ms, 1 failed.");
		assertThat(chromium.evaluate("document.querySelectorAll('.bars .failed.down').length")).isEqualTo("2");
	}

	@Test
	void whoMaySeeNothingSeesTheVerdictsAndWhatShowsMore() {
		show("""
				{"time":"2026-01-02T03:04:05Z","verdicts":{\
				"readiness":{"status":"UP","ok":false,"words":"Not ready"},\
				"liveness":{"status":"UP","ok":true,"words":"Alive"},"health":{"ok":true,"words":"Not known"}}}""");
		assertThat(text()).contains("Status", "Not ready", "Load balancers send no traffic here.", "readiness DOWN",
				"Alive", "health NOT PUBLISHED", "healthcheck.server.show-details=always");
		assertThat(chromium.evaluate("document.querySelector('table')")).isEqualTo("null");
	}

	@Test
	void whoMaySeeComponentsSeesOnlyTheirStatus() {
		show("{\"time\":\"2026-01-02T03:04:05Z\"," + READY
				+ ",\"checks\":[{\"name\":\"mail\"},{\"name\":\"stock\",\"status\":\"UP\"},"
				+ "{\"name\":\"maintenance\",\"status\":\"MAINTENANCE\"}]}");
		assertThat(text()).contains("mail NOT PUBLISHED", "stock UP", "No details are shown.")
			.doesNotContain("Message", "Last run", "No reason is given");
	}

	@Test
	void maintenanceAndWorkersAreOnTop() {
		show("{\"time\":\"2026-01-02T03:04:05Z\"," + READY
				+ ",\"checks\":[{\"name\":\"maintenance\",\"status\":\"MAINTENANCE\",\"message\":\"new disk\","
				+ "\"details\":{\"until\":\"2026-01-02T04:00:00Z\",\"by\":\"kim\"}},"
				+ "{\"name\":\"workers\",\"status\":\"UP\",\"details\":{\"ready\":2,\"required\":1}}]}");
		assertThat(text()).containsSubsequence("Maintenance", "new disk", "until 2026-01-02T04:00:00Z", "by kim",
				"Workers 2 ready of 1 required", "Checks 2 in all");
	}

	@Test
	void ofManyChecksTheMostUrgentAreShown() {
		String checks = IntStream.range(0, 502)
			.mapToObj((i) -> "{\"name\":\"check" + i + "\",\"status\":\"" + ((i > 0) ? "UP" : "DOWN") + "\"}")
			.collect(Collectors.joining(","));
		show("{\"time\":\"2026-01-02T03:04:05Z\"," + READY + ",\"checks\":[" + checks + "]}");
		assertThat(text())
			.contains("502 in all, 1 DOWN, 501 UP", "check0 DOWN", "check499 UP",
					"2 less urgent ones are only in the JSON")
			.doesNotContain("check500");
	}

	private static void show(String json) {
		chromium.evaluate("document.getElementById('page').replaceWith(build(JSON.parse("
				+ new JsonMapper().writeValueAsString(json) + ", exact)))");
	}

	/** Return the text with each gap between elements as one space. */
	private static String text() {
		return chromium
			.evaluate("(function texts(node) { return node.nodeType === 3 ? node.data : "
					+ "[...node.childNodes].map(texts).join(' '); })(document.getElementById('page'))")
			.replaceAll("\\s+", " ");
	}

	private static String structure() {
		return chromium.evaluate("[...document.getElementById('page').querySelectorAll('*')]"
				+ ".map((e) => e.tagName + ' ' + [...e.attributes].map((a) => a.name)).join('\\n')");
	}

	private static String pageOf(String text) {
		Map<String, Object> check = Map.of("name", text, "status", "X" + text, "message", text, "lateBecause", text,
				"lateSeconds", 1, "details", Map.of(text, text, "nested", Map.of(text, text)));
		Map<String, Object> maintenance = Map.of("name", "maintenance", "status", "MAINTENANCE", "message", text,
				"details", Map.of(text, new String[] { text }));
		Map<String, Object> workers = Map.of("name", "workers", "status", text, "details",
				Map.of("ready", text, "required", text));
		Map<String, Object> verdict = Map.of("status", text, "ok", true, "words", text);
		return new JsonMapper().writeValueAsString(Map.of("application", text, "time", "2026-01-02T03:04:05Z",
				"verdicts", Map.of("readiness", verdict), "checks", new Object[] { check, maintenance, workers }));
	}

}
