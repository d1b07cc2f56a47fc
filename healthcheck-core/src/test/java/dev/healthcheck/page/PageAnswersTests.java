package dev.healthcheck.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.probe.ProbeResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PageAnswers}, without a browser.
 */
class PageAnswersTests {

	private static final ProbeResponse PAGE = PageAnswers.html("view.json");

	private static final String HTML = new String(PAGE.body(), StandardCharsets.UTF_8);

	@Test
	void policyAllowsTheBlocksOfThePageAndNothingElse() throws Exception {
		assertThat(PAGE.headers()).containsEntry("Content-Type", "text/html;charset=UTF-8")
			.containsEntry("Content-Security-Policy",
					"default-src 'none'; style-src '%s'; script-src '%s'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
						.formatted(hash("style"), hash("script")))
			.containsEntry("X-Content-Type-Options", "nosniff")
			.containsEntry("Referrer-Policy", "no-referrer")
			.containsEntry("Cache-Control", "no-store");
		assertThat(PageAnswers.json(Pages.verdictsOnly(CheckStatus.UP)).headers().keySet())
			.isEqualTo(PAGE.headers().keySet());
	}

	@Test
	void nothingIsParsedAsMarkupOrLoadedFromElsewhere() {
		assertThat(HTML).doesNotContain(" style=", " onclick", "http://", "https://", "url(", "innerHTML", "outerHTML",
				"insertAdjacent", "DOMParser", "document.write", "eval(", "Function(", "srcdoc");
	}

	@Test
	void withoutJavaScriptThePageNamesItsJson() {
		assertThat(HTML).contains("Turn on JavaScript, or request <a href=\"view.json\">view.json</a>.",
				"<a id=\"json\" href=\"view.json\">", "<html lang=\"en\">", "width=device-width");
	}

	private static String hash(String tag) throws Exception {
		Matcher block = Pattern.compile("(?s)<" + tag + ">(.*?)</" + tag + ">").matcher(HTML);
		assertThat(block.find()).isTrue();
		byte[] text = block.group(1).getBytes(StandardCharsets.UTF_8);
		assertThat(block.find()).isFalse();
		return "sha256-" + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(text));
	}

}
