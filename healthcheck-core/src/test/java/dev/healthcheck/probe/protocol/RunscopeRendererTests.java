package dev.healthcheck.probe.protocol;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.probe.AnswerSettings;
import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeOutcome;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.probe.Reports;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RunscopeRenderer}.
 */
class RunscopeRendererTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:10.5Z");

	private static final String TIMES = "\"timestamp\": 1767323045.678901, ";

	private final StubChecks checks = new StubChecks();

	private final Map<String, Object> sections = new LinkedHashMap<>();

	@Test
	void passedChecksAreASuccess() {
		this.checks.with("addition_works", CheckResult.up("addition works"));
		this.sections.put("version", "1.2");
		assertThat(answer("", Reports.UP))
			.isEqualTo("200 application/json {\"hostname\": \"vm\", \"status\": \"success\","
					+ " \"timestamp\": 1767323050.500000, \"results\": [{\"checker\": \"addition_works\","
					+ " \"output\": \"addition works\", \"passed\": true, " + TIMES
					+ "\"expires\": 1767323072.678901, \"response_time\": 0.000250}], \"version\": \"1.2\"}");
	}

	@Test
	void oneFailureFailsTheWholeAndKeepsTheOrder() {
		this.checks.with("b", CheckResult.up("fine"))
			.with("a", CheckResult.failed(new IllegalStateException("boom")))
			.with("c", CheckResult.failed(new IllegalStateException()));
		String answer = answer("", Reports.UP);
		assertThat(answer).startsWith("500 application/json {\"hostname\": \"vm\", \"status\": \"failure\", ")
			.containsSubsequence("\"b\"",
					"\"a\", \"output\": \"boom\", \"passed\": false, " + TIMES + "\"expires\": 1767323054.678901",
					"\"c\", \"output\": \"java.lang.IllegalStateException\", \"passed\": false");
	}

	@Test
	void withoutChecksItIsASuccess() {
		assertThat(answer("", Reports.UP)).startsWith("200 ").endsWith("\"results\": []}");
	}

	@Test
	void whatFailsBesidesIsAFailedResult() {
		this.checks.with("a", CheckResult.up("fine"));
		assertThat(answer("", Reports.MAINTENANCE)).startsWith("500 ")
			.contains("{\"checker\": \"maintenance\", \"output\": \"MAINTENANCE\", \"passed\": false, " + TIMES);
	}

	@Test
	void checkThatHasNotRunYetIsAFailure() {
		this.checks.withoutResult("a");
		assertThat(answer("", Reports.UP)).startsWith("500 ")
			.contains("\"output\": \"has not ended yet\", \"passed\": false, \"timestamp\": 1767323050.500000, ");
	}

	@Test
	void oneCheckIsAskedForByItsName() {
		this.checks.with("a", CheckResult.up("fine")).with("b", CheckResult.down("broken"));
		assertThat(answer("/a", Reports.MAINTENANCE)).startsWith("200 ").contains("\"a\"").doesNotContain("\"b\"");
		assertThat(answer("/b", Reports.UP)).startsWith("500 ").contains("\"broken\"").doesNotContain("\"a\"");
		for (String unknown : new String[] { "/", "/x", "/a/", "/a/b", "/%61" }) {
			assertThat(answer(unknown, Reports.UP)).startsWith("404 ");
		}
	}

	@Test
	void outputMayBeAnyJson() {
		this.checks.with("a", new CheckResult(CheckResult.up().status(), null,
				Map.of("list", Arrays.asList(1, 2.5, true, "x\"\u20ac"))));
		this.sections.put("map", Map.of("nan", Double.NaN, "inner", List.of()));
		assertThat(answer("", Reports.UP)).contains("\"output\": {\"list\": [1, 2.5, true, \"x\\\"\\u20ac\"]}")
			.contains("\"nan\": \"NaN\"")
			.contains("\"inner\": []");
	}

	@Test
	void plainBodyAndNoHostname() {
		this.checks.with("a", CheckResult.up());
		RunscopeContent plain = new RunscopeContent(true, "vm", Map::of);
		assertThat(Reports.shown(response("", Reports.UP, plain, AnswerSettings.NONE)))
			.isEqualTo("200 application/json OK");
		assertThat(Reports.shown(response("", Reports.DOWN, plain, AnswerSettings.NONE)))
			.isEqualTo("500 application/json NOT OK");
		RunscopeContent unnamed = new RunscopeContent(false, null, Map::of);
		assertThat(Reports.shown(response("", Reports.UP, unnamed, AnswerSettings.NONE)))
			.startsWith("200 application/json {\"status\": ");
	}

	@Test
	void headersThatAreSetReplaceTheType() {
		AnswerSettings settings = new AnswerSettings(Map.of(ProbeOutcome.SUCCESS, 201), Map.of("X-A", "b"), Map.of());
		RunscopeContent content = new RunscopeContent(true, "vm", Map::of);
		ProbeResponse up = response("", Reports.UP, content, settings);
		assertThat(up.status()).isEqualTo(201);
		assertThat(up.headers()).containsEntry("X-A", "b").doesNotContainKey("Content-Type");
		assertThat(response("", Reports.DOWN, content, settings).headers()).containsEntry("Content-Type",
				"application/json");
	}

	@Test
	void otherMethodsThanThoseThatAskAreNotAllowed() {
		ProbeRenderer renderer = ForeignProtocol
			.runscope(this.checks.published(), new RunscopeContent(false, "vm", Map::of))
			.renderer(AnswerSettings.NONE);
		Probe probe = new Probe("runscope", "/healthcheck", renderer, () -> Reports.DOWN);
		assertThat(probe.answer(new ProbeRequest("POST", "/healthcheck")).status()).isEqualTo(405);
		assertThat(probe.answer(new ProbeRequest("OPTIONS", "/healthcheck")).status()).isEqualTo(500);
	}

	private String answer(String path, ProbeReport report) {
		return Reports
			.shown(response(path, report, new RunscopeContent(false, "vm", () -> this.sections), AnswerSettings.NONE));
	}

	private ProbeResponse response(String path, ProbeReport report, RunscopeContent content, AnswerSettings settings) {
		AnswerSettings complete = settings
			.withDefaults(ForeignProtocol.runscope(this.checks.published(), content).codes());
		return new RunscopeRenderer(this.checks.published(), content, complete, () -> NOW)
			.render(new ProbeRequest("GET", path), report);
	}

}
