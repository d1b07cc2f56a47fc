package dev.healthcheck.probe.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.healthcheck.check.CheckResult;
import dev.healthcheck.check.CheckStatus;
import dev.healthcheck.probe.AnswerSettings;
import dev.healthcheck.probe.ProbeOutcome;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.RendererFactory;
import dev.healthcheck.probe.Reports;
import dev.healthcheck.worker.WorkerCount;
import dev.healthcheck.worker.WorkersCheck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApprockRenderer}.
 */
class ApprockRendererTests {

	private static final String NO_WORKERS = "422 application/json {\"code\": \"NoWorkers\","
			+ " \"description\": \"There are no any workers.\"}";

	private static final String NOT_READY = "422 application/json {\"code\": \"ServiceNotReady\", \"description\":"
			+ " \"The few of service subsystems is not working to successfully complete the request.\", ";

	private static final String EMPTY = "200 application/json {}";

	private final StubChecks checks = new StubChecks();

	private @Nullable ApplicationAnswer ready;

	@Test
	void whenWorkersHaveNeverBeenSeenNeitherIsWell() {
		this.checks.withoutResult("workers");
		assertThat(answer("/live", Reports.DOWN)).isEqualTo(NO_WORKERS);
		assertThat(answer("/ready", Reports.DOWN)).isEqualTo(NO_WORKERS);
	}

	@Test
	void whenThereAreNoWorkersNeitherIsWell() {
		workers(CheckStatus.DOWN, 0);
		this.ready = json(true, "{\"a\":1}");
		assertThat(answer("/live", Reports.DOWN)).isEqualTo(NO_WORKERS);
		assertThat(answer("/ready", Reports.DOWN)).isEqualTo(NO_WORKERS);
	}

	@Test
	void whenThereAreWorkersBothAreWell() {
		workers(CheckStatus.UP, 3);
		assertThat(answer("/live", Reports.UP)).isEqualTo(EMPTY);
		assertThat(answer("/ready", Reports.UP)).isEqualTo(EMPTY);
	}

	@Test
	void fewerThanRequiredAreAliveButNotReady() {
		workers(CheckStatus.DOWN, 1);
		assertThat(answer("/live", Reports.DOWN)).isEqualTo(EMPTY);
		assertThat(answer("/ready", Reports.DOWN)).isEqualTo(NO_WORKERS);
	}

	@Test
	void whenTheApplicationIsReadyItsJsonIsTheAnswer() {
		workers(CheckStatus.UP, 3);
		this.ready = json(true, "{\"db\":\"fine\"}");
		assertThat(answer("/ready", Reports.UP)).isEqualTo("200 application/json {\"db\":\"fine\"}");
		assertThat(answer("/live", Reports.UP)).isEqualTo(EMPTY);
	}

	@Test
	void whenTheApplicationIsNotReadyItsJsonTellsWhy() {
		workers(CheckStatus.UP, 3);
		this.ready = json(false, "{\"db\":[\"gone\"]}");
		assertThat(answer("/ready", Reports.DOWN)).isEqualTo(NOT_READY + "\"fields\": {\"db\":[\"gone\"]}}");
		assertThat(answer("/live", Reports.DOWN)).isEqualTo(EMPTY);
	}

	@Test
	void whenTheApplicationSendsNoJsonItsTextTellsWhy() {
		workers(CheckStatus.UP, 3);
		this.ready = new ApplicationAnswer(false, null, "<h1>\"Oops\"</h1>");
		assertThat(answer("/ready", Reports.DOWN))
			.isEqualTo(NOT_READY + "\"non_field_errors\": [\"<h1>\\\"Oops\\\"</h1>\"]}");
	}

	@Test
	void maintenanceAndOtherMembersAreNamed() {
		workers(CheckStatus.UP, 3);
		this.ready = json(true, "{}");
		assertThat(answer("/ready", Reports.MAINTENANCE))
			.isEqualTo(NOT_READY + "\"non_field_errors\": [\"maintenance\"]}");
		assertThat(answer("/live", Reports.MAINTENANCE)).isEqualTo(EMPTY);
	}

	@Test
	void maintenanceBeatsWorkersThatAreLackingMeanwhile() {
		workers(CheckStatus.DOWN, 0);
		AnswerSettings settings = new AnswerSettings(Map.of(ProbeOutcome.MAINTENANCE, 404), Map.of(), Map.of());
		RendererFactory factory = ForeignProtocol.approck(() -> this.checks.verdict("workers"), () -> null);
		ProbeRenderer renderer = factory.renderer(settings);
		assertThat(renderer.render(new ProbeRequest("GET", "/ready"), Reports.MAINTENANCE).status()).isEqualTo(404);
		assertThat(renderer.render(new ProbeRequest("GET", "/ready"), Reports.DOWN).status()).isEqualTo(422);
	}

	@Test
	void whenSomethingElseFailsAnApplicationThatIsReadyIsNotBlamed() {
		workers(CheckStatus.UP, 1);
		this.ready = json(true, "{\"db\":\"fine\"}");
		assertThat(answer("/ready", Reports.DOWN)).isEqualTo(NOT_READY + "\"non_field_errors\": [\"workers\"]}");
		this.ready = new ApplicationAnswer(false, null, "gone");
		assertThat(answer("/ready", Reports.MAINTENANCE))
			.isEqualTo(NOT_READY + "\"non_field_errors\": [\"maintenance\"]}");
	}

	@Test
	void otherPathsAreNotFound() {
		for (String path : new String[] { "", "/", "/live/", "/x", "/live/x" }) {
			assertThat(answer(path, Reports.UP)).isEqualTo("404 text/plain 404 Not Found");
		}
	}

	private void workers(CheckStatus status, int ready) {
		CheckResult counted = new WorkersCheck(1, List.of(() -> WorkerCount.of(ready))).run();
		this.checks.with("workers", new CheckResult(status, null, counted.details(), counted.source()));
	}

	private static ApplicationAnswer json(boolean ready, String json) {
		return new ApplicationAnswer(ready, json.getBytes(StandardCharsets.UTF_8), null);
	}

	private String answer(String path, ProbeReport report) {
		RendererFactory factory = ForeignProtocol.approck(() -> this.checks.verdict("workers"), () -> this.ready);
		return Reports.shown(factory.renderer(AnswerSettings.NONE).render(new ProbeRequest("GET", path), report));
	}

}
