package dev.healthcheck.benchmarks.haproxy;

import java.util.List;

/**
 * The ways to check instances that share a database.
 */
public enum SharedRule {

	/**
	 * The check includes the database.
	 */
	DEEP("deep check only"),

	/**
	 * The check does not include it.
	 */
	READY("database left out"),

	/**
	 * Both checks: the one with the database counts while most servers pass it.
	 */
	BOTH("both, and nbsrv");

	private final String label;

	SharedRule(String label) {
		this.label = label;
	}

	/**
	 * Return what tables and pictures call it.
	 * @return the label
	 */
	public String label() {
		return this.label;
	}

	/**
	 * Return its backends, the default one first. Each is named after what it checks.
	 * @return the names
	 */
	List<String> backends() {
		return switch (this) {
			case DEEP -> List.of("deep");
			case READY -> List.of("ready");
			case BOTH -> List.of("deep", "ready");
		};
	}

}
