package dev.healthcheck.benchmarks.arm;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What is compared: a variant of the application, and the path at which it is probed.
 */
public enum Arm {

	/**
	 * Readiness on the application's own port.
	 */
	IN_BAND(Variant.IN_BAND, "/actuator/health/readiness", "in-band, readiness"),

	/**
	 * The whole health on a separate port.
	 */
	PLAIN_ROOT(Variant.PLAIN, "/actuator/health", "plain Boot, /actuator/health"),

	/**
	 * Readiness alone on a separate port.
	 */
	PLAIN_READINESS(Variant.PLAIN, "/actuator/health/readiness", "plain Boot, readiness"),

	/**
	 * The whole health on the starter's probe server.
	 */
	OURS_ROOT(Variant.OURS, "/actuator/health", "starter, /actuator/health"),

	/**
	 * The starter's readiness probe.
	 */
	OURS_READYZ(Variant.OURS, "/readyz", "starter, /readyz"),

	/**
	 * A thread that responds by itself, in the JVM of the starter's application: the
	 * limit of any probe server there.
	 */
	BARE_THREAD(Variant.OURS, "/", "a bare thread");

	private final Variant variant;

	private final String path;

	private final String label;

	Arm(Variant variant, String path, String label) {
		this.variant = variant;
		this.path = path;
		this.label = label;
	}

	/**
	 * Return how the application runs.
	 * @return the variant
	 */
	public Variant variant() {
		return this.variant;
	}

	/**
	 * Return the path that is probed.
	 * @return the path
	 */
	public String path() {
		return this.path;
	}

	/**
	 * Return what tables and pictures call it.
	 * @return the label
	 */
	public String label() {
		return this.label;
	}

	/**
	 * Return what the command line calls it.
	 * @return the key, such as {@code plain-root}
	 */
	public String key() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Return the arm of a key.
	 * @param key the key
	 * @return the arm, if there is one
	 */
	public static Optional<Arm> of(String key) {
		return Arrays.stream(values()).filter((arm) -> arm.key().equals(key)).findFirst();
	}

}
