package dev.healthcheck.probe.protocol;

import java.nio.charset.StandardCharsets;

import dev.healthcheck.probe.AnswerSettings;
import dev.healthcheck.probe.ProbeOutcome;
import dev.healthcheck.probe.ProbeRenderer;
import dev.healthcheck.probe.ProbeReport;
import dev.healthcheck.probe.ProbeRequest;
import dev.healthcheck.probe.ProbeResponse;
import org.jspecify.annotations.Nullable;

/**
 * {@link ProbeRenderer} for the protocol of pyramid_health.
 */
record PyramidRenderer(PublishedChecks checks, AnswerSettings settings) implements ProbeRenderer {

	@Override
	public ProbeResponse render(ProbeRequest request, ProbeReport report) {
		ProbeOutcome outcome = report.outcome();
		if (asksForChecks(request.parameter("checks"))) {
			outcome = PublishedCheck.outcome(outcome, this.checks.all());
		}
		String body = switch (outcome) {
			case SUCCESS -> "OK";
			case FAILURE, DRAINING -> "ERROR";
			case MAINTENANCE -> "MAINTENANCE";
		};
		return this.settings.apply(outcome,
				ProbeResponse.of(report.code(), "text/plain; charset=UTF-8", body.getBytes(StandardCharsets.US_ASCII)));
	}

	private static boolean asksForChecks(@Nullable String value) {
		return "true".equalsIgnoreCase(value) || "all".equalsIgnoreCase(value);
	}

	@Override
	public boolean answersAnyMethod() {
		return true;
	}

}
