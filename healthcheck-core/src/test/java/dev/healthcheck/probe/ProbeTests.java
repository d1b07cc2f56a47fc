package dev.healthcheck.probe;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.healthcheck.check.CheckStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Probe}, and for the renderer of words.
 */
class ProbeTests {

	private static final ProbeReport DOWN = new ProbeReport(CheckStatus.DOWN, 503,
			List.of(new ProbeMember("queue", CheckStatus.DOWN, false, "full", null)));

	private static final ProbeReport UP = new ProbeReport(CheckStatus.UP, 200, List.of());

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD" })
	void getAndHeadAreAnsweredInFull(String method) {
		ProbeResponse response = probe(DOWN).answer(new ProbeRequest(method, "/readyz"));
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.body()).asString().isEqualTo("queue");
		assertThat(response.headers()).containsOnlyKeys("Content-Type", "Cache-Control")
			.containsEntry("Content-Type", "text/plain;charset=UTF-8")
			.containsEntry("Cache-Control", "no-store");
	}

	@Test
	void optionsHasTheStatusOfGetAndSaysWhatIsAllowed() {
		ProbeRequest request = new ProbeRequest("OPTIONS", "/readyz");
		ProbeResponse down = probe(DOWN).answer(request);
		assertThat(down.status()).isEqualTo(503);
		assertThat(down.body()).isEmpty();
		assertThat(down.headers()).containsEntry("Allow", "GET, HEAD, OPTIONS");
		assertThat(probe(UP).answer(request).status()).isEqualTo(200);
	}

	@Test
	void answersAreCountedByTheClassOfTheirStatus() {
		AtomicInteger code = new AtomicInteger(200);
		Probe probe = new Probe("readyz", "/readyz", ProbeRenderer.word(),
				() -> new ProbeReport(CheckStatus.UP, code.get(), List.of()));
		probe.answer(new ProbeRequest("GET", "/readyz"));
		probe.answer(new ProbeRequest("HEAD", "/readyz"));
		code.set(503);
		probe.answer(new ProbeRequest("OPTIONS", "/readyz"));
		probe.answer(new ProbeRequest("POST", "/readyz"));
		code.set(999);
		probe.answer(new ProbeRequest("GET", "/readyz"));
		assertThat(AnswerCounts.CLASSES).extracting(probe.answers()::count).containsExactly(0L, 2L, 0L, 1L, 1L);
	}

	@Test
	void whenAResponseIsKeptItIsReturnedWithoutItsProbeAndCounted() {
		ProbeRequest request = new ProbeRequest("GET", "/readyz");
		Probe cached = probe(DOWN).cached(new ResponseCache<>(() -> "1"));
		assertThat(cached.isCached()).isTrue();
		assertThat(cached.keptAnswer(request)).isNull();
		ProbeResponse response = cached.answer(request);
		assertThat(cached.keptAnswer(request)).isSameAs(response);
		assertThat(cached.answers().count("5xx")).isEqualTo(2);
	}

	@Test
	void whenThereIsNoCacheNoResponseIsKept() {
		Probe probe = probe(UP);
		probe.answer(new ProbeRequest("GET", "/readyz"));
		assertThat(probe.isCached()).isFalse();
		assertThat(probe.keptAnswer(new ProbeRequest("GET", "/readyz"))).isNull();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whenAFormatIsConfiguredItsRendererAnswersTheSameRequests(boolean answers) {
		ProbeRenderer renderer = new ProbeRenderer() {

			@Override
			public ProbeResponse render(ProbeRequest request, ProbeReport report) {
				return ProbeResponse.busy();
			}

			@Override
			public boolean answersBelow() {
				return answers;
			}

			@Override
			public boolean answersAnyMethod() {
				return answers;
			}

			@Override
			public boolean canExclude() {
				return answers;
			}

		};
		ProbeRenderer configured = RendererFactory.of(renderer, LoadBalancer.GENERIC).renderer(AnswerSettings.NONE);
		assertThat(configured.answersBelow()).isEqualTo(answers);
		assertThat(configured.answersAnyMethod()).isEqualTo(answers);
		assertThat(configured.canExclude()).isEqualTo(answers);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "TRACE", "PATCH", "get", "BREW" })
	void otherMethodsAreRefusedWithoutLookingAtWhatIsPublished(String method) {
		AtomicInteger looks = new AtomicInteger();
		Probe probe = new Probe("readyz", "/readyz", ProbeRenderer.word(), () -> {
			looks.incrementAndGet();
			return UP;
		});
		ProbeResponse response = probe.answer(new ProbeRequest(method, "/readyz"));
		assertThat(response.status()).isEqualTo(405);
		assertThat(response.headers()).containsEntry("Allow", "GET, HEAD, OPTIONS");
		assertThat(looks).hasValue(0);
	}

	@ParameterizedTest
	@CsvSource({ "UP, 200, ok", "DEGRADED, 200, ok", "DOWN, 503, queue", "MAINTENANCE, 299, queue" })
	void wordIsOkOrWhatIsWrong(String status, int code, String expected) {
		ProbeReport report = new ProbeReport(new CheckStatus(status), code,
				List.of(new ProbeMember("queue", new CheckStatus(status), false, null, null)));
		ProbeResponse response = probe(report).answer(new ProbeRequest("GET", "/readyz"));
		assertThat(response.status()).isEqualTo(code);
		assertThat(response.body()).asString().isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/readyz", "/health/live", "/a-b_c.d~e", "/.well-known/ready", "/health/", "/a:b@c",
			"/a..b/...", "/(a)'$!,=&+", "/**", "/a/b/**" })
	void pathsThatARequestCanHaveAreAccepted(String path) {
		assertThat(new Probe("x", path, ProbeRenderer.word(), () -> UP).path()).isEqualTo(path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "readyz", " /readyz", "/ready z", "/readyz?x", "/readyz#x", "/ready%7A",
			"/readyz;x=1", "/ready\\z", "//readyz", "/health//live", "/readyz\n", "/ready\u0000z", "/r\u00e9ady",
			"http://localhost/readyz", "/../readyz", "/health/..", "/./readyz", "/health/.", "/<readyz>", "/{probe}",
			"/health/*", "/*", "/**/", "/a/**/b", "/a**", "/a/***", "/a|b", "/a^b", "/a`b", "/\"a\"", "/[a]" })
	void pathsThatNoRequestHasAreRefused(String path) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Probe("x", path, ProbeRenderer.word(), () -> UP))
			.withMessageContaining("'" + path + "'");
	}

	private static Probe probe(ProbeReport report) {
		return new Probe("readyz", "/readyz", ProbeRenderer.word(), () -> report);
	}

}
