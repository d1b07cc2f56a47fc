package dev.healthcheck.probe;

import java.util.Map;

import dev.healthcheck.check.CheckStatus;

/**
 * Load balancers that understand more than 200 and 503.
 */
public enum LoadBalancer {

	/** Any other. */
	GENERIC,

	/**
	 * HAProxy with {@code http-check disable-on-404}: 404 in maintenance and while
	 * draining lets running sessions end, at once instead of after several checks.
	 */
	HAPROXY,

	/**
	 * Envoy: headers that take an instance out at the first check, or give it less
	 * priority.
	 */
	ENVOY;

	private static final Map<String, String> FAIL_AT_ONCE = Map.of("x-envoy-immediate-health-check-fail", "true");

	private static final Map<String, String> DEGRADED = Map.of("x-envoy-degraded", "true");

	Map<ProbeOutcome, Integer> codes() {
		return (this == HAPROXY) ? Map.of(ProbeOutcome.MAINTENANCE, 404, ProbeOutcome.DRAINING, 404) : Map.of();
	}

	Map<String, String> headers(ProbeReport report) {
		if (this != ENVOY) {
			return Map.of();
		}
		return switch (report.outcome()) {
			case MAINTENANCE, DRAINING -> FAIL_AT_ONCE;
			case SUCCESS -> isDegraded(report) ? DEGRADED : Map.of();
			case FAILURE -> Map.of();
		};
	}

	private static boolean isDegraded(ProbeReport report) {
		return report.members().stream().anyMatch((member) -> member.status().equals(CheckStatus.DEGRADED));
	}

}
