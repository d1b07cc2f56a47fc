package dev.healthcheck.statsd;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Value object for where StatsD is heard, and what is counted of it.
 *
 * @param host the name or address of the interface to listen on
 * @param port the UDP port; 0 for any that is free
 * @param gauges the names of the gauges that count workers: of printable ASCII characters
 * without {@code :} and {@code |}
 * @param expiry how long a count is kept of which nothing is heard, or {@code null} to
 * keep it
 * @param allow the IP addresses that may send, each with or without
 * {@code /prefix-length}; none for all
 * @since 0.1.0
 */
public record StatsdSettings(String host, int port, Set<String> gauges, @Nullable Duration expiry, List<String> allow) {

	/** Where StatsD listens by default. */
	public static final int DEFAULT_PORT = 8125;

	/** The gauge that gunicorn itself sends with {@code --statsd-host}. */
	static final String GUNICORN = "gunicorn.workers";

	/** The gauges that count workers by default. */
	public static final Set<String> DEFAULT_GAUGES = Collections
		.unmodifiableSet(new LinkedHashSet<>(List.of("workers", GUNICORN)));

	private static final Duration LONGEST = Duration.ofDays(3650);

	/**
	 * Create settings.
	 * @throws IllegalArgumentException if the port is not from 0 to 65535, there is no
	 * gauge or a name cannot be one, the expiry is not positive or above 3650 days, or an
	 * address is none; the message begins with the name of the component
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
		allow = List.copyOf(allow);
		requireAddresses(allow);
	}

	/**
	 * Return settings with the gauges {@code workers} and {@code gunicorn.workers}, no
	 * expiry and no restriction of who may send.
	 * @param host the name or address of the interface to listen on
	 * @param port the UDP port; 0 for any that is free
	 * @return the settings
	 */
	public static StatsdSettings of(String host, int port) {
		return new StatsdSettings(host, port, DEFAULT_GAUGES, null, List.of());
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

	private static void requireAddresses(List<String> allow) {
		try {
			new AllowedSources(allow);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("'allow' is wrong: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Return whether a healthy gunicorn will be taken for dead: it says how many workers
	 * it has when that changes, and nothing in between.
	 * @return whether its gauge expires
	 */
	boolean expiresGunicorn() {
		return this.expiry != null
				&& this.gauges.stream().anyMatch((gauge) -> gauge.equals(GUNICORN) || gauge.endsWith("." + GUNICORN));
	}

}
