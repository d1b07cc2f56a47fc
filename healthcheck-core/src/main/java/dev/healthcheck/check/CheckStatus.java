package dev.healthcheck.check;

import java.util.List;

/**
 * Value object for the status of a check. The constants are the statuses that this
 * library knows. As in Spring Boot, only letters and digits matter, and not their case:
 * {@code out-of-service} is {@link #OUT_OF_SERVICE}. A code without letters and digits is
 * {@link #UNKNOWN}; any other code is kept as written and counts as passing.
 *
 * @param code the code, as it is shown, cut to 64 characters
 * @since 0.1.0
 */
public record CheckStatus(String code) {

	/** Taken out of traffic on purpose. */
	public static final CheckStatus MAINTENANCE = new CheckStatus("MAINTENANCE");

	/** Does not work. */
	public static final CheckStatus DOWN = new CheckStatus("DOWN");

	/** Takes no traffic, for example because it is starting. */
	public static final CheckStatus OUT_OF_SERVICE = new CheckStatus("OUT_OF_SERVICE");

	/** Works, but not as well as it should; takes traffic. */
	public static final CheckStatus DEGRADED = new CheckStatus("DEGRADED");

	/** Nothing is known; takes traffic. */
	public static final CheckStatus UNKNOWN = new CheckStatus("UNKNOWN");

	/** Works. */
	public static final CheckStatus UP = new CheckStatus("UP");

	/**
	 * The order in which an aggregate picks a status. DEGRADED comes after UP, so that a
	 * client that expects UP keeps sending traffic.
	 */
	public static final List<CheckStatus> ORDER = List.of(MAINTENANCE, DOWN, OUT_OF_SERVICE, UP, DEGRADED, UNKNOWN);

	public CheckStatus {
		code = canonical(Text.bounded(code, 64));
	}

	private static String canonical(String code) {
		StringBuilder uniform = new StringBuilder(code.length());
		code.codePoints()
			.filter(Character::isLetterOrDigit)
			.map(Character::toLowerCase)
			.forEach(uniform::appendCodePoint);
		return switch (uniform.toString()) {
			case "maintenance" -> "MAINTENANCE";
			case "down" -> "DOWN";
			case "outofservice" -> "OUT_OF_SERVICE";
			case "degraded" -> "DEGRADED";
			case "unknown", "" -> "UNKNOWN";
			case "up" -> "UP";
			default -> code;
		};
	}

	/**
	 * Return whether an instance with this status takes no traffic: {@link #DOWN},
	 * {@link #OUT_OF_SERVICE} and {@link #MAINTENANCE}.
	 */
	public boolean isFailing() {
		return severity() > DEGRADED.severity();
	}

	/**
	 * Return how bad this status is for one check; the greater, the worse. This is not
	 * the {@link #ORDER} in which an aggregate picks a status.
	 */
	public int severity() {
		return switch (this.code) {
			case "MAINTENANCE" -> 5;
			case "DOWN" -> 4;
			case "OUT_OF_SERVICE" -> 3;
			case "DEGRADED" -> 2;
			case "UP" -> 0;
			default -> 1;
		};
	}

	/** Return the status with the greater severity, this one if they are equal. */
	public CheckStatus worse(CheckStatus other) {
		return (other.severity() > severity()) ? other : this;
	}

	@Override
	public String toString() {
		return this.code;
	}

}
