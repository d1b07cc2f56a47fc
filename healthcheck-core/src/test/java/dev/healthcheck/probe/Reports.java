package dev.healthcheck.probe;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import dev.healthcheck.check.CheckStatus;

/**
 * Reports and answers of the tests.
 */
public final class Reports {

	/** When each result was found. */
	public static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");

	public static final ProbeReport UP = report(CheckStatus.UP, "readinessState");

	public static final ProbeReport DOWN = report(CheckStatus.DOWN, "workers");

	public static final ProbeReport MAINTENANCE = report(CheckStatus.MAINTENANCE, "maintenance");

	public static final ProbeReport DRAINING = new ProbeReport(CheckStatus.DOWN, 503,
			List.of(new ProbeMember("workers", CheckStatus.DOWN, false, null, TIME),
					new ProbeMember("readinessState", CheckStatus.OUT_OF_SERVICE, false, true, null, TIME)));

	private Reports() {
	}

	private static ProbeReport report(CheckStatus status, String member) {
		return new ProbeReport(status, status.isFailing() ? 503 : 200,
				List.of(new ProbeMember(member, status, false, null, TIME)));
	}

	/**
	 * Return a response as text.
	 * @param response the response
	 * @return its status, content type and body
	 */
	public static String shown(ProbeResponse response) {
		return response.status() + " " + response.headers().get("Content-Type") + " "
				+ new String(response.body(), StandardCharsets.UTF_8);
	}

}
