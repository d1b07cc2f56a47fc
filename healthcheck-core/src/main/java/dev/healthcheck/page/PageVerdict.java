package dev.healthcheck.page;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.healthcheck.check.CheckStatus;
import org.jspecify.annotations.Nullable;

/**
 * Value object for the result of a health group.
 *
 * @param name {@link #READINESS}, {@link #LIVENESS} or {@link #HEALTH}
 * @param status the status, or {@code null} if it is unknown
 * @param ok whether a probe of the group succeeds
 */
public record PageVerdict(String name, @Nullable CheckStatus status, boolean ok) {

	/** Name of the group that load balancers request. */
	public static final String READINESS = "readiness";

	/** Name of the group that decides about a restart. */
	public static final String LIVENESS = "liveness";

	/** Name of all components together. */
	public static final String HEALTH = "health";

	Map<String, Object> toMap() {
		Map<String, Object> map = new LinkedHashMap<>();
		PageCheck.putText(map, "status", this.status);
		map.put("ok", this.ok);
		map.put("words", words());
		return map;
	}

	private String words() {
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

}
