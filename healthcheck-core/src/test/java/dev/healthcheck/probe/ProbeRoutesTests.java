package dev.healthcheck.probe;

import java.util.List;
import java.util.stream.Stream;

import dev.healthcheck.probe.protocol.ForeignProtocol;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ProbeRoutes}.
 */
class ProbeRoutesTests {

	@Test
	void exactPathIsComparedAsItIs() {
		ProbeRoutes routes = routes("/readyz");
		assertThat(name(routes, "/readyz")).isEqualTo("/readyz");
		for (String other : new String[] { "/", "/readyz/", "/readyz/x", "/READYZ", "/readyz;a", "/%72eadyz", "" }) {
			assertThat(routes.to(other)).isNull();
		}
	}

	@Test
	void nearestProbeAnswersForWhatIsBelowIt() {
		ProbeRoutes routes = routes("/**", "/a/**", "/a/b", "/a/b/c/**");
		assertThat(name(routes, "/")).isEqualTo("/**");
		assertThat(name(routes, "/ab")).isEqualTo("/**");
		assertThat(name(routes, "/a")).isEqualTo("/a/**");
		assertThat(name(routes, "/a/x/y")).isEqualTo("/a/**");
		assertThat(name(routes, "/a/b")).isEqualTo("/a/b");
		assertThat(name(routes, "/a/b/")).isEqualTo("/a/**");
		assertThat(name(routes, "/a/b/c")).isEqualTo("/a/b/c/**");
		assertThat(name(routes, "/a/b/c/d")).isEqualTo("/a/b/c/**");
	}

	@Test
	void rendererMayAnswerBelowItsPath() {
		Probe probe = new Probe("x", "/health/",
				ForeignProtocol.approck(() -> null, () -> null).renderer(AnswerSettings.NONE), () -> Reports.UP);
		ProbeRoutes routes = ProbeRoutes.of(List.of(probe));
		assertThat(routes.to("/health/live")).isSameAs(probe);
		assertThat(routes.to("/healthy")).isNull();
		assertThat(probe.answer(new ProbeRequest("GET", "/health/nothing")).status()).isEqualTo(404);
	}

	@Test
	void whatIsTakenIsLeftAlone() {
		ProbeRoutes routes = routes("/**", "/actuator/health/deep/**").excluding(List.of("/actuator/health"));
		assertThat(routes.to("/actuator/health")).isNull();
		assertThat(routes.to("/actuator/health/readiness")).isNull();
		assertThat(name(routes, "/actuator/healthy")).isEqualTo("/**");
		assertThat(name(routes, "/actuator/health/deep/er")).isEqualTo("/actuator/health/deep/**");
	}

	@Test
	void onePathForTwoProbesIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> routes("/a/**", "/a"))
			.withMessage("Probe '/a' cannot use path '/a' because it is already used by probe '/a/**'");
		assertThatIllegalArgumentException().isThrownBy(() -> routes("/a").excluding(List.of("/a")))
			.withMessage("Probe '/a' cannot use path '/a' because it is already used by an endpoint");
	}

	@Test
	void pathsAreThoseThatAreConfigured() {
		assertThat(routes("/b", "/a/**").paths()).containsExactly("/b", "/a/**");
	}

	private static @Nullable String name(ProbeRoutes routes, String path) {
		Probe probe = routes.to(path);
		return (probe != null) ? probe.name() : null;
	}

	private static ProbeRoutes routes(String... paths) {
		return ProbeRoutes
			.of(Stream.of(paths).map((path) -> new Probe(path, path, ProbeRenderer.word(), () -> Reports.UP)).toList());
	}

}
