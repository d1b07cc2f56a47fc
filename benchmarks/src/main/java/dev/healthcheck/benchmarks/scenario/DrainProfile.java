package dev.healthcheck.benchmarks.scenario;

import java.util.List;

/**
 * The ways in which HAProxy learns that an instance drains, and one in which it does not.
 */
enum DrainProfile {

	/**
	 * 404, which is NOLB at the first check.
	 */
	NOT_FOUND("404, disable-on-404", "4s", "haproxy"),

	/**
	 * 503, which is DOWN at the third check.
	 */
	UNAVAILABLE("503, fall 3", "6s", "generic"),

	/**
	 * The agent says drain.
	 */
	AGENT("agent-check", "4s", "generic"),

	/**
	 * No delay: what there is to lose.
	 */
	NONE("503, no drain", "0s", "generic");

	private final String label;

	private final String delay;

	private final String loadBalancer;

	DrainProfile(String label, String delay, String loadBalancer) {
		this.label = label;
		this.delay = delay;
		this.loadBalancer = loadBalancer;
	}

	String label() {
		return this.label;
	}

	String delay() {
		return this.delay;
	}

	String loadBalancer() {
		return this.loadBalancer;
	}

	boolean asksTheAgent() {
		return this == AGENT;
	}

	List<String> checks() {
		String pace = "default-server check inter 1s fall 3 rise 2";
		return (this == NOT_FOUND) ? List.of("http-check disable-on-404", pace) : List.of(pace);
	}

}
