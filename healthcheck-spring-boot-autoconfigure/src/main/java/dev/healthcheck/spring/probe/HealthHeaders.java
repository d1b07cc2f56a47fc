package dev.healthcheck.spring.probe;

import java.util.Map;

import dev.healthcheck.probe.LoadBalancer;

/**
 * The headers that a load balancer wants on the answers of the health endpoint, and of
 * its group readiness.
 *
 * @since 0.1.0
 */
public final class HealthHeaders {

	private static final String READINESS = "readiness";

	private final LoadBalancer loadBalancer;

	private final HealthPath healthPath;

	private final GroupProbes groups;

	/**
	 * Create headers.
	 * @param loadBalancer the load balancer
	 * @param healthPath the path of the health endpoint
	 * @param groups reports on groups
	 */
	public HealthHeaders(LoadBalancer loadBalancer, HealthPath healthPath, GroupProbes groups) {
		this.loadBalancer = loadBalancer;
		this.healthPath = healthPath;
		this.groups = groups;
	}

	/**
	 * Return the headers of an answer.
	 * @param path what was asked for
	 * @return the headers
	 */
	Map<String, String> of(String path) {
		if (this.loadBalancer != LoadBalancer.ENVOY) {
			return Map.of();
		}
		String name = this.healthPath.nameIn(path);
		boolean whole = path.length() <= String.valueOf(this.healthPath.path()).length() + 1 + name.length();
		if (!whole || !(name.isEmpty() || name.equals(READINESS))) {
			return Map.of();
		}
		return this.loadBalancer.headers(this.groups.publishedReport(name, READINESS));
	}

}
