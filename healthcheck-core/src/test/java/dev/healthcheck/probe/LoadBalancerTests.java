package dev.healthcheck.probe;

import java.util.List;
import java.util.Map;

import dev.healthcheck.check.CheckStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoadBalancer}.
 */
class LoadBalancerTests {

	private static final String FAIL = "x-envoy-immediate-health-check-fail";

	private static final String DEGRADED = "x-envoy-degraded";

	private static final ProbeReport DEGRADED_REPORT = new ProbeReport(CheckStatus.UP, 200,
			List.of(new ProbeMember("db", CheckStatus.DEGRADED, false, null, null)));

	@Test
	void haproxyHasDrainingNotFoundAndFailingUnavailable() {
		assertThat(answer(LoadBalancer.HAPROXY, AnswerSettings.NONE, Reports.DRAINING).status()).isEqualTo(404);
		assertThat(answer(LoadBalancer.HAPROXY, AnswerSettings.NONE, Reports.DOWN).status()).isEqualTo(503);
		assertThat(answer(LoadBalancer.HAPROXY, AnswerSettings.NONE, Reports.UP).status()).isEqualTo(200);
		assertThat(answer(LoadBalancer.GENERIC, AnswerSettings.NONE, Reports.DRAINING).status()).isEqualTo(503);
		assertThat(LoadBalancer.HAPROXY.codes()).containsEntry(ProbeOutcome.MAINTENANCE, 404);
	}

	@Test
	void codeThatIsSetWins() {
		AnswerSettings settings = new AnswerSettings(Map.of(ProbeOutcome.DRAINING, 429), Map.of(), Map.of());
		assertThat(answer(LoadBalancer.HAPROXY, settings, Reports.DRAINING).status()).isEqualTo(429);
	}

	@Test
	void envoyIsToldInHeaders() {
		assertThat(answer(LoadBalancer.ENVOY, AnswerSettings.NONE, Reports.DRAINING).headers())
			.containsEntry(FAIL, "true")
			.doesNotContainKey(DEGRADED);
		assertThat(answer(LoadBalancer.ENVOY, AnswerSettings.NONE, Reports.MAINTENANCE).headers()).containsEntry(FAIL,
				"true");
		assertThat(answer(LoadBalancer.ENVOY, AnswerSettings.NONE, Reports.DOWN).headers()).doesNotContainKeys(FAIL,
				DEGRADED);
		assertThat(answer(LoadBalancer.ENVOY, AnswerSettings.NONE, Reports.UP).headers()).doesNotContainKeys(FAIL,
				DEGRADED);
		assertThat(answer(LoadBalancer.ENVOY, AnswerSettings.NONE, DEGRADED_REPORT).headers())
			.containsEntry(DEGRADED, "true")
			.doesNotContainKey(FAIL);
		assertThat(answer(LoadBalancer.GENERIC, AnswerSettings.NONE, DEGRADED_REPORT).headers())
			.doesNotContainKeys(FAIL, DEGRADED);
	}

	@Test
	void headerThatIsSetWins() {
		AnswerSettings settings = new AnswerSettings(Map.of(), Map.of(),
				Map.of("X-Envoy-Immediate-Health-Check-Fail", "false"));
		assertThat(answer(LoadBalancer.ENVOY, settings, Reports.DRAINING).headers())
			.containsEntry("X-Envoy-Immediate-Health-Check-Fail", "false")
			.doesNotContainKey(FAIL);
	}

	private static ProbeResponse answer(LoadBalancer loadBalancer, AnswerSettings settings, ProbeReport report) {
		return RendererFactory.of(ProbeRenderer.word(), loadBalancer)
			.renderer(settings)
			.render(new ProbeRequest("GET", ""), report);
	}

}
