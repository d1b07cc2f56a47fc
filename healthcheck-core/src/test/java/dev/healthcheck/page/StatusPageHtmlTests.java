package dev.healthcheck.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.probe.ProbeResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the page as HTML.
 */
class StatusPageHtmlTests {

	private static final Pattern TAG = Pattern.compile("<(/?[a-z0-9]+)((?: [a-zA-Z-]+(?:=\"[^\"<>]*\")?)*)>");

	@Test
	void everythingAboutACheckIsThereAsText() {
		String text = Pages.text(Pages.html(Pages.of(Pages.check("stock", CheckStatus.DOWN, "tea is sold out",
				Map.of("pool", Map.of("active", 3)), Duration.ofSeconds(12)))));
		assertThat(text).contains("orders", "As of 2026-01-02 03:04:05 UTC", "Ready",
				"Load balancers send traffic here.", "stock", "DOWN", "late for 12 s", "all connections are in use",
				"tea is sold out", "3 s ago", "took 12 ms", "1 min 15 s", "2026-01-02 03:02:50 UTC",
				"pool \u203a active", "1 in all, 1 DOWN; 1 late");
	}

	@Test
	void whoMaySeeNothingSeesTheVerdictsAndWhatShowsMore() {
		String html = Pages.html(Pages.verdictsOnly(CheckStatus.DOWN));
		assertThat(Pages.text(html)).contains("Not ready", "Load balancers send no traffic here.", "Alive",
				"healthcheck.server.show-details");
		assertThat(html).doesNotContain("<table", "orders");
	}

	@Test
	void whoMaySeeComponentsSeesTheirStatusAndNoMore() {
		StatusPage page = new StatusPage("orders", Pages.TIME, List.of(Pages.readiness(CheckStatus.UP)), true, false,
				List.of(PageCheck.statusOnly("stock", CheckStatus.UP), PageCheck.statusOnly("mail", null)));
		assertThat(Pages.text(Pages.html(page)))
			.contains("stock", "UP", "mail", "NOT PUBLISHED", "No details are shown.")
			.doesNotContain("Message", "Last run");
	}

	@Test
	void maintenanceIsOnTopWithItsReasonAndAllItsDetails() {
		StatusPage page = new StatusPage("orders", Pages.TIME, List.of(Pages.readiness(CheckStatus.MAINTENANCE)), true,
				true, List.of(Pages.check("maintenance", CheckStatus.MAINTENANCE, "new disk",
						Map.of("until", "2026-01-02T04:00:00Z", "by", "kim"))));
		String text = Pages.text(Pages.html(page));
		assertThat(text).contains("Maintenance new disk", "until 2026-01-02T04:00:00Z", "by kim");
		assertThat(text.indexOf("new disk")).isLessThan(text.indexOf("Checks"));
	}

	@Test
	void workersAreCountedOnTop() {
		String text = Pages.text(Pages.html(Pages
			.of(Pages.check("workers", CheckStatus.UP, "2 of 1 workers ready", Map.of("ready", 2, "required", 1)))));
		assertThat(text).contains("Workers 2 ready of 1 required");
	}

	@Test
	void mostUrgentComesFirst() {
		String text = Pages.text(Pages.html(Pages.of(Pages.check("a", CheckStatus.UP, null, Map.of()),
				Pages.check("b", CheckStatus.UP, null, Map.of(), Duration.ofSeconds(1)),
				Pages.check("c", CheckStatus.DOWN, null, Map.of()))));
		assertThat(text).containsSubsequence(" c DOWN", " b UP", " a UP");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x",
			"</bdi></td></tr></table><h1>All is well</h1>", "&lt;b&gt;", "`${x}`", "-->", "]]>", "\u0000\u001b[31m",
			"\ud800", "<\ud800script>" })
	void whateverTextsSayTheStructureIsTheSame(String hostile) {
		assertThat(structure(pageOf(hostile))).isEqualTo(structure(pageOf("harmless")));
	}

	@Test
	void ofManyChecksTheMostUrgentAreShown() {
		PageCheck[] checks = new PageCheck[502];
		Arrays.setAll(checks, (i) -> PageCheck.statusOnly("check" + i, (i < 501) ? CheckStatus.UP : CheckStatus.DOWN));
		String text = Pages.text(Pages.html(Pages.of(checks)));
		assertThat(text)
			.contains(" check501 DOWN ", " check498 UP ", "502 in all, 1 DOWN, 501 UP",
					"2 less urgent ones are not shown here")
			.doesNotContain(" check499 ");
	}

	@Test
	void tenThousandCharactersAreCut() {
		assertThat(Pages.html(pageOf("x".repeat(10_000)))).hasSizeLessThan(Pages.html(pageOf("x")).length() + 10_000);
	}

	@Test
	void whatTurnsTheDirectionOfWritingIsSpelledOut() {
		String html = Pages.html(pageOf("a\u202egnp.exe\u2069"));
		assertThat(html).contains("a[U+202E]gnp.exe[U+2069]").doesNotContain("\u202e", "\u2069");
	}

	@Test
	void policyAllowsTheBlocksOfThePageAndNothingElse() throws Exception {
		ProbeResponse answer = PageAnswers.html(pageOf("x"), "status.json");
		String html = new String(answer.body(), StandardCharsets.UTF_8);
		assertThat(answer.headers()).containsEntry("Content-Security-Policy",
				"default-src 'none'; style-src '%s'; script-src '%s'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
					.formatted(hash(html, "style"), hash(html, "script")))
			.containsEntry("X-Content-Type-Options", "nosniff")
			.containsEntry("Referrer-Policy", "no-referrer")
			.containsEntry("Cache-Control", "no-store");
		assertThat(html).doesNotContain(" style=", " onclick", "http://", "https://", "innerHTML", "eval(", "url(");
	}

	@Test
	void pageIsReadableWithoutTheScript() {
		assertThat(Pages.html(pageOf("x"))).contains("<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>",
				"<html lang=\"en\">", "width=device-width", "<caption>", "scope=\"col\"", "scope=\"row\"",
				"aria-live=\"polite\"");
	}

	private static String hash(String html, String tag) throws Exception {
		Matcher block = Pattern.compile("(?s)<" + tag + ">(.*?)</" + tag + ">").matcher(html);
		assertThat(block.find()).isTrue();
		byte[] text = block.group(1).getBytes(StandardCharsets.UTF_8);
		assertThat(block.find()).isFalse();
		return "sha256-" + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(text));
	}

	private static StatusPage pageOf(String text) {
		return new StatusPage(text, Pages.TIME, List.of(Pages.readiness(CheckStatus.MAINTENANCE)), true, true,
				List.of(Pages.check(text, CheckStatus.DOWN, text, Map.of(text, text)),
						Pages.check("maintenance", CheckStatus.MAINTENANCE, text, Map.of(text, List.of(text))),
						Pages.check("workers", CheckStatus.UP, text, Map.of("ready", text, "required", text)),
						Pages.check("custom", new CheckStatus("X" + text), text, Map.of("a", Map.of(text, text)))));
	}

	/** Return the tags with the names of their attributes; all else must be text. */
	private static String structure(StatusPage page) {
		String html = Pages.html(page).replaceAll("(?s)<(style|script)>.*?</\\1>", "").replace("<!doctype html>", "");
		List<String> tags = new ArrayList<>();
		Matcher tag = TAG.matcher(html);
		while (tag.find()) {
			tags.add(tag.group(1) + tag.group(2).replaceAll("=\"[^\"]*\"", ""));
		}
		String text = tag.replaceAll("");
		assertThat(text.replaceAll("<(circle|path|rect) [^<>]*/>", "")).doesNotContain("<", ">", "\"", "'");
		return String.join("\n", tags);
	}

}
