package dev.healthcheck.probe;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link AnswerSettings}.
 */
class AnswerSettingsTests {

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nSet-Cookie: b", "a\nb", "a\rb", "a\u0000b", "\u20ac", "\u007f" })
	void valuesThatNoHeaderCanHaveAreRefused(String value) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new AnswerSettings(Map.of(), Map.of(), Map.of("X-Test", value)))
			.withMessageStartingWith("The header 'X-Test' cannot have the value '")
			.withMessageMatching("[ -~]*");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "X Test", "X-Test:", "X\r\nY", "\u00e9", "retry.after" })
	void namesThatNoHeaderCanHaveAreRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> new AnswerSettings(Map.of(), Map.of(name, "x"), Map.of()))
			.withMessageMatching("[ -~]*is not the name of a header");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length", "transfer-encoding", "Connection", "Date" })
	void headersOfTheServerAreRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> new AnswerSettings(Map.of(), Map.of(name, "5"), Map.of()))
			.withMessageContaining("'" + name + "'");
	}

	@Test
	void oneHeaderInTwoLetterCasesIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new AnswerSettings(Map.of(), Map.of("X-A", "1", "x-a", "2"), Map.of()))
			.withMessageContaining("more than once");
	}

	@Test
	void optionsHasTheHeadersThatAreSet() {
		AnswerSettings settings = new AnswerSettings(Map.of(), Map.of(), Map.of("Retry-After", "5"));
		Probe probe = new Probe("x", "/x",
				RendererFactory.of(ProbeRenderer.word(), LoadBalancer.GENERIC).renderer(settings), () -> Reports.DOWN);
		assertThat(probe.answer(new ProbeRequest("OPTIONS", "/x")).headers()).containsEntry("Retry-After", "5")
			.containsEntry("Allow", Probe.ALLOW)
			.doesNotContainKey("Content-Type");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 99, 101, 199, 600, -200 })
	void codesThatAreNoFinalOnesAreRefused(int code) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new AnswerSettings(Map.of(ProbeOutcome.FAILURE, code), Map.of(), Map.of()))
			.withMessageContaining(" " + code + " ");
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 599 })
	void codesOfEitherEndAreAnsweredAsSet(int code) {
		AnswerSettings settings = new AnswerSettings(Map.of(ProbeOutcome.FAILURE, code), Map.of(), Map.of());
		Probe probe = new Probe("x", "/x",
				RendererFactory.of(ProbeRenderer.word(), LoadBalancer.GENERIC).renderer(settings), () -> Reports.DOWN);
		assertThat(probe.answer(new ProbeRequest("GET", "/x")).status()).isEqualTo(code);
	}

	@Test
	void whatCannotBePrintedIsSpelledOut() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new AnswerSettings(Map.of(), Map.of(), Map.of("X-Test", " ~\u007f\n")))
			.withMessageContaining("' ~\\u007f\\u000a'");
	}

	@Test
	void wordsAndOtherRenderersAreAnsweredAsSet() {
		AnswerSettings settings = new AnswerSettings(Map.of(ProbeOutcome.FAILURE, 429), Map.of(),
				Map.of("Retry-After", "5"));
		ProbeRenderer renderer = RendererFactory.of(ProbeRenderer.word(), LoadBalancer.GENERIC).renderer(settings);
		ProbeRequest request = new ProbeRequest("GET", "");
		assertThat(Reports.shown(renderer.render(request, Reports.DOWN)))
			.isEqualTo("429 text/plain;charset=UTF-8 workers");
		assertThat(renderer.render(request, Reports.DOWN).headers()).containsEntry("Retry-After", "5");
		assertThat(renderer.render(request, Reports.UP).headers()).doesNotContainKey("Retry-After");
		assertThat(renderer.render(request, Reports.MAINTENANCE).status()).isEqualTo(503);
	}

}
