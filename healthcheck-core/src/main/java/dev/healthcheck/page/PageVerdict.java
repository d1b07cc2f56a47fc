package dev.healthcheck.page;

import dev.healthcheck.check.CheckStatus;
import org.jspecify.annotations.Nullable;

/**
 * Value object for what a health group amounts to, in words.
 *
 * @param name {@code readiness}, {@code liveness}, or {@code health} for all together
 * @param status the status, or {@code null} if it cannot be told
 * @param ok whether whoever asks for the group is told that it is well
 * @since 0.1.0
 */
public record PageVerdict(String name, @Nullable CheckStatus status, boolean ok) {

	/** The name of the group that load balancers ask for. */
	public static final String READINESS = "readiness";

	/** The name of the group that decides about a restart. */
	public static final String LIVENESS = "liveness";

	/** The name of all components together. */
	public static final String HEALTH = "health";

	/**
	 * Return the verdict in a word or three.
	 * @return the words
	 */
	String words() {
		if (this.status == null) {
			return "Not known";
		}
		if (!this.ok && this.status.equals(CheckStatus.MAINTENANCE)) {
			return "In maintenance";
		}
		return switch (this.name) {
			case READINESS -> this.ok ? "Ready" : "Not ready";
			case LIVENESS -> this.ok ? "Alive" : "Not alive";
			default -> this.ok ? health() : "Not healthy";
		};
	}

	private String health() {
		return CheckStatus.DEGRADED.equals(this.status) ? "Degraded" : "Healthy";
	}

	/**
	 * Return what follows from the verdict.
	 * @return a sentence
	 */
	String sentence() {
		if (this.status == null) {
			return "It cannot be told without running an indicator, or asking for it failed.";
		}
		return switch (this.name) {
			case READINESS -> this.ok ? "Load balancers send traffic here." : "Load balancers send no traffic here.";
			case LIVENESS -> this.ok ? "No restart is needed." : "A restart is asked for.";
			default -> "All components together.";
		};
	}

	/**
	 * Return the status that the verdict is shown as.
	 * @return the status, or {@code null} if it cannot be told
	 */
	@Nullable CheckStatus shownAs() {
		return (this.status != null && !this.ok && !this.status.isFailing()) ? CheckStatus.DOWN : this.status;
	}

}
