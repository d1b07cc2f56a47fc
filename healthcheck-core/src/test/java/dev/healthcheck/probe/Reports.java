package dev.healthcheck.probe;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.healthcheck.check.CheckStatus;

/**
 * Reports and answers of the tests.
 */
final class Reports {

	static final ProbeReport UP = report(CheckStatus.UP, "readinessState");

	static final ProbeReport DOWN = report(CheckStatus.DOWN, "workers");

	static final ProbeReport MAINTENANCE = report(CheckStatus.MAINTENANCE, "maintenance");

	static final ProbeReport DRAINING = new ProbeReport(CheckStatus.DOWN, 503,
			List.of(new ProbeMember("workers", CheckStatus.DOWN, false, null, StubChecks.TIME),
					new ProbeMember("readinessState", CheckStatus.OUT_OF_SERVICE, false, true, null, StubChecks.TIME)));

	private Reports() {
	}

	private static ProbeReport report(CheckStatus status, String member) {
		return new ProbeReport(status, status.isFailing() ? 503 : 200,
				List.of(new ProbeMember(member, status, false, null, StubChecks.TIME)));
	}

	static String shown(ProbeResponse response) {
		return response.status() + " " + response.headers().get("Content-Type") + " "
				+ new String(response.body(), StandardCharsets.UTF_8);
	}

}
