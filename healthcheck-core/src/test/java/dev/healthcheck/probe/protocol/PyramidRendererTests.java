package dev.healthcheck.probe.protocol;

import java.util.Map;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.probe.AnswerSettings;
import dev.healthcheck.probe.ProbeOutcome;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import dev.healthcheck.probe.Reports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ForeignProtocol#pyramid}.
 */
class PyramidRendererTests {

	private static final String OK = "200 text/plain; charset=UTF-8 OK";

	private static final String ERROR = "503 text/plain; charset=UTF-8 ERROR";

	private static final String MAINTENANCE = "299 text/plain; charset=UTF-8 MAINTENANCE";

	private final StubChecks checks = new StubChecks().with("a", CheckResult.up());

	@Test
	void withoutBeingAskedForChecksDoNotCount() {
		this.checks.with("b", CheckResult.down("broken"));
		assertThat(answer("", Reports.UP)).isEqualTo(OK);
	}

	@ParameterizedTest
	@ValueSource(strings = { "checks=true", "checks=all", "checks=TRUE", "checks=All", "x=1&checks=true&y",
			"checks=false&checks=true", "checks=%74rue" })
	void whenAskedForChecksCount(String query) {
		assertThat(answer(query, Reports.UP)).isEqualTo(OK);
		this.checks.with("b", CheckResult.down("broken"));
		assertThat(answer(query, Reports.UP)).isEqualTo(ERROR);
	}

	@ParameterizedTest
	@ValueSource(strings = { "checks=", "checks", "checks=yes", "checks=true&checks=no", "checks=%zz", "checks=true%",
			"xchecks=true", "checks=true%20", "Checks=true", "&&&", "=true" })
	void anythingElseIsAsWithout(String query) {
		this.checks.with("b", CheckResult.down("broken"));
		assertThat(answer(query, Reports.UP)).isEqualTo(OK);
	}

	@Test
	void maintenanceBeatsEveryCheck() {
		this.checks.with("b", CheckResult.down("broken"));
		assertThat(answer("", Reports.MAINTENANCE)).isEqualTo(MAINTENANCE);
		assertThat(answer("checks=all", Reports.MAINTENANCE)).isEqualTo(MAINTENANCE);
	}

	@Test
	void whenTheGroupFailsItIsAnErrorWithoutChecksToo() {
		assertThat(answer("", Reports.DOWN)).isEqualTo(ERROR);
	}

	@Test
	void codesAndHeadersAreAsSet() {
		AnswerSettings settings = new AnswerSettings(
				Map.of(ProbeOutcome.MAINTENANCE, 404, ProbeOutcome.FAILURE, 500, ProbeOutcome.SUCCESS, 204),
				Map.of("X-Up", "1"), Map.of("content-type", "text/html"));
		assertThat(response("", Reports.MAINTENANCE, settings).status()).isEqualTo(404);
		assertThat(response("", Reports.UP, settings).status()).isEqualTo(204);
		assertThat(response("", Reports.UP, settings).headers()).containsEntry("X-Up", "1")
			.containsEntry("Content-Type", "text/plain; charset=UTF-8");
		assertThat(response("", Reports.DOWN, settings).status()).isEqualTo(500);
		assertThat(response("", Reports.DOWN, settings).headers()).containsEntry("content-type", "text/html")
			.doesNotContainKeys("Content-Type", "X-Up");
	}

	private String answer(String query, ProbeReport report) {
		return Reports.shown(response(query, report, AnswerSettings.NONE));
	}

	private ProbeResponse response(String query, ProbeReport report, AnswerSettings settings) {
		return ForeignProtocol.pyramid(this.checks.published())
			.renderer(settings)
			.render(new ProbeRequest("GET", "", query), report);
	}

}
