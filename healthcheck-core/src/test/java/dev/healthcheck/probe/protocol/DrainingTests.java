package dev.healthcheck.probe.protocol;

import java.util.Map;

import dev.healthcheck.probe.AnswerSettings;
import dev.healthcheck.probe.LoadBalancer;
import dev.healthcheck.probe.ProbeMember;
import dev.healthcheck.probe.ProbeOutcome;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.RendererFactory;
import dev.healthcheck.probe.Reports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what an application that drains is told to be: the protocols of other systems
 * know of no such thing, and have it as a failure.
 */
class DrainingTests {

	private final StubChecks checks = new StubChecks();

	@ParameterizedTest
	@EnumSource
	void protocolAnswersAsInAFailure(Protocol protocol) {
		this.checks.withoutResult("workers");
		ProbeRenderer renderer = factory(protocol).renderer(AnswerSettings.NONE);
		ProbeRequest request = new ProbeRequest("GET", (protocol == Protocol.APPROCK) ? "/ready" : "");
		assertThat(Reports.shown(renderer.render(request, Reports.DRAINING)).replaceAll("[0-9.]{9,}", "T"))
			.isEqualTo(Reports.shown(renderer.render(request, down())).replaceAll("[0-9.]{9,}", "T"));
	}

	@ParameterizedTest
	@EnumSource
	void protocolHasTheCodeThatIsSet(Protocol protocol) {
		this.checks.withoutResult("workers");
		AnswerSettings settings = new AnswerSettings(Map.of(ProbeOutcome.DRAINING, 404), Map.of(), Map.of());
		ProbeRequest request = new ProbeRequest("GET", (protocol == Protocol.APPROCK) ? "/ready" : "");
		assertThat(factory(protocol).renderer(settings).render(request, Reports.DRAINING).status()).isEqualTo(404);
	}

	@Test
	void codeOfAFailureIsThatOfDrainingToo() {
		AnswerSettings settings = new AnswerSettings(Map.of(ProbeOutcome.FAILURE, 500), Map.of(), Map.of());
		ProbeRenderer renderer = RendererFactory.of(ProbeRenderer.word(), LoadBalancer.GENERIC).renderer(settings);
		assertThat(Reports.shown(renderer.render(new ProbeRequest("GET", ""), Reports.DRAINING)))
			.isEqualTo("500 text/plain;charset=UTF-8 draining");
	}

	// The same members, less that one drains
	private static ProbeReport down() {
		return new ProbeReport(Reports.DRAINING.status(), Reports.DRAINING.code(), Reports.DRAINING.members()
			.stream()
			.map((member) -> new ProbeMember(member.name(), member.status(), false, member.message(), member.time()))
			.toList());
	}

	private RendererFactory factory(Protocol protocol) {
		return switch (protocol) {
			case GUNICORN -> ForeignProtocol.gunicorn(() -> this.checks.verdict("workers"));
			case PYRAMID -> ForeignProtocol.pyramid(this.checks.published());
			case RUNSCOPE ->
				ForeignProtocol.runscope(this.checks.published(), new RunscopeContent(false, "host", () -> Map.of()));
			case APPROCK -> ForeignProtocol.approck(() -> this.checks.verdict("workers"), () -> null);
		};
	}

	enum Protocol {

		GUNICORN, PYRAMID, RUNSCOPE, APPROCK

	}

}
