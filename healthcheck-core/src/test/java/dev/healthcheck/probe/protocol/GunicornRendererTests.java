package dev.healthcheck.probe.protocol;

import java.util.List;
import java.util.Map;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.probe.AnswerSettings;
import dev.healthcheck.probe.Probe;
import dev.healthcheck.probe.ProbeOutcome;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.Reports;
import dev.healthcheck.worker.WorkerCount;
import dev.healthcheck.worker.WorkersCheck;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ForeignProtocol#gunicorn}.
 */
class GunicornRendererTests {

	private final StubChecks checks = new StubChecks();

	@Test
	void readyWorkersAreCountedInPlainText() {
		workers(CheckStatus.UP, 4);
		assertThat(answer("/anything", Reports.UP)).isEqualTo("200 text/plain; charset=ascii 4 workers ready\n");
		workers(CheckStatus.UP, 1);
		assertThat(answer("", Reports.UP)).isEqualTo("200 text/plain; charset=ascii 1 workers ready\n");
	}

	@Test
	void whenFewerThanRequiredAreReadyTheStatusIs500() {
		workers(CheckStatus.DOWN, 0);
		assertThat(answer("", Reports.DOWN)).isEqualTo("500 text/plain; charset=ascii 0 workers ready\n");
	}

	@Test
	void workersThatHaveNotBeenCountedAreNone() {
		this.checks.withoutResult("workers");
		assertThat(answer("", Reports.DOWN)).isEqualTo("500 text/plain; charset=ascii 0 workers ready\n");
	}

	@Test
	void maintenanceIsAFailureUnlessItsCodeIsSet() {
		workers(CheckStatus.UP, 4);
		assertThat(answer("", Reports.MAINTENANCE)).startsWith("500 ").endsWith(" 4 workers ready\n");
		AnswerSettings settings = new AnswerSettings(Map.of(ProbeOutcome.MAINTENANCE, 404), Map.of(), Map.of());
		assertThat(answer("", Reports.MAINTENANCE, settings)).startsWith("404 ");
	}

	@Test
	void everyMethodIsAnsweredAlike() {
		workers(CheckStatus.UP, 2);
		ProbeRenderer renderer = ForeignProtocol.gunicorn(() -> this.checks.verdict("workers"))
			.renderer(AnswerSettings.NONE);
		Probe probe = new Probe("gunicorn", "/**", renderer, () -> Reports.UP);
		for (String method : new String[] { "GET", "HEAD", "POST", "OPTIONS", "BREW" }) {
			assertThat(Reports.shown(probe.answer(new ProbeRequest(method, "/"))))
				.isEqualTo("200 text/plain; charset=ascii 2 workers ready\n");
		}
	}

	private void workers(CheckStatus status, int ready) {
		CheckResult counted = new WorkersCheck(1, List.of(() -> WorkerCount.of(ready))).run();
		this.checks.with("workers", new CheckResult(status, null, counted.details(), counted.source()));
	}

	private String answer(String path, ProbeReport report) {
		return answer(path, report, AnswerSettings.NONE);
	}

	private String answer(String path, ProbeReport report, AnswerSettings settings) {
		ProbeRenderer renderer = ForeignProtocol.gunicorn(() -> this.checks.verdict("workers")).renderer(settings);
		return Reports.shown(renderer.render(new ProbeRequest("GET", path), report));
	}

}
