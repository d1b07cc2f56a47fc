package dev.healthcheck.statsd;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Value object for where to listen for StatsD, and which gauges to count.
 *
 * @param host the name or address of the interface to listen on
 * @param port the UDP port, or 0 for any free port
 * @param gauges the names of the gauges that count workers: of printable ASCII characters
 * without {@code :} and {@code |}
 * @param expiry how long a count is kept without an update, or {@code null} to keep it
 */
public record StatsdSettings(String host, int port, Set<String> gauges, @Nullable Duration expiry) {

	/** The gauge that gunicorn itself sends with {@code --statsd-host}. */
	static final String GUNICORN = "gunicorn.workers";

	/** The gauges that count workers by default. */
	public static final Set<String> DEFAULT_GAUGES = Collections
		.unmodifiableSet(new LinkedHashSet<>(List.of("workers", GUNICORN)));

	private static final Duration LONGEST = Duration.ofDays(3650);

	/**
	 * Create settings.
	 * @throws IllegalArgumentException if a value is not valid; the message begins with
	 * the name of the component
	 */
	public StatsdSettings {
		if (port < 0 || port > 65535) {
			throw new IllegalArgumentException("'port' must be from 0 to 65535, but is " + port);
		}
		gauges = Collections.unmodifiableSet(new LinkedHashSet<>(gauges));
		requireGauges(gauges);
		if (expiry != null && (expiry.isZero() || expiry.isNegative() || expiry.compareTo(LONGEST) > 0)) {
			throw new IllegalArgumentException(
					"'expiry' must be positive, and at most " + LONGEST.toDays() + " days, but is " + expiry);
		}
	}

	private static void requireGauges(Set<String> gauges) {
		if (gauges.isEmpty()) {
			throw new IllegalArgumentException("'gauges' must not be empty");
		}
		for (String gauge : gauges) {
			if (gauge.isEmpty() || !gauge.chars().allMatch((c) -> c > ' ' && c < 0x7F && c != ':' && c != '|')) {
				throw new IllegalArgumentException("'gauges' contains '" + gauge
						+ "', which is not a name of printable ASCII characters without ':' and '|'");
			}
		}
	}

	// A healthy gunicorn will be taken for dead: it sends its gauge only on changes
	boolean expiresGunicorn() {
		return this.expiry != null
				&& this.gauges.stream().anyMatch((gauge) -> gauge.equals(GUNICORN) || gauge.endsWith("." + GUNICORN));
	}

}
