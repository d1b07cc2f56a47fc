package dev.healthcheck.probe;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * {@link ProbeRenderer} for the protocol of pyramid_health.
 */
final class PyramidRenderer implements ProbeRenderer {

	private final PublishedChecks checks;

	private final AnswerSettings settings;

	PyramidRenderer(PublishedChecks checks, AnswerSettings settings) {
		this.checks = checks;
		this.settings = settings;
	}

	@Override
	public ProbeResponse render(ProbeRequest request, ProbeReport report) {
		ProbeOutcome outcome = report.outcome();
		if (outcome == ProbeOutcome.SUCCESS && asksForChecks(request.parameter("checks"))
				&& !this.checks.all().stream().allMatch(PublishedCheck::passed)) {
			outcome = ProbeOutcome.FAILURE;
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
