package dev.healthcheck.spring.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.healthcheck.statsd.StatsdSettings;
import org.jspecify.annotations.Nullable;

/**
 * Properties for StatsD.
 *
 * @since 0.1.0
 */
public class StatsdProperties {

	private static final String PREFIX = "healthcheck.statsd.";

	/**
	 * Whether StatsD is heard.
	 */
	private boolean enabled;

	/**
	 * Name or address of the interface to listen on, over UDP.
	 */
	private String host = "localhost";

	/**
	 * UDP port to listen on.
	 */
	private int port = 8125;

	/**
	 * Names of the gauges that tell how many workers a source has. Others are ignored.
	 */
	private Set<String> gauges = new LinkedHashSet<>(List.of("workers", "gunicorn.workers"));

	/**
	 * How long the count of a source is kept that says nothing; for as long as this
	 * process runs if not set. Not for the gauge 'gunicorn.workers', which is sent when
	 * it changes.
	 */
	private @Nullable Duration expiry;

	/**
	 * IP addresses that may send, each with or without '/' and a prefix length; all if
	 * not set.
	 */
	private List<String> allow = List.of();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public String getHost() {
		return this.host;
	}

	public void setHost(String host) {
		this.host = Require.text(PREFIX + "host", host);
	}

	public int getPort() {
		return this.port;
	}

	public void setPort(int port) {
		this.port = Require.between(PREFIX + "port", port, 0, 65535);
	}

	public Set<String> getGauges() {
		return this.gauges;
	}

	public void setGauges(Set<String> gauges) {
		requireValid(gauges, List.of());
		this.gauges = gauges;
	}

	public @Nullable Duration getExpiry() {
		return this.expiry;
	}

	public void setExpiry(@Nullable Duration expiry) {
		this.expiry = (expiry != null) ? Require.positive(PREFIX + "expiry", expiry) : null;
	}

	public List<String> getAllow() {
		return this.allow;
	}

	public void setAllow(List<String> allow) {
		if (allow.isEmpty()) {
			throw new IllegalArgumentException(
					"'%sallow' must not be empty; leave it out to allow all".formatted(PREFIX));
		}
		requireValid(this.gauges, allow);
		this.allow = allow;
	}

	private static void requireValid(Set<String> gauges, List<String> allow) {
		try {
			new StatsdSettings("localhost", 0, gauges, null, allow);
		}
		catch (IllegalArgumentException ex) {
			// It begins with the name in quotes
			throw new IllegalArgumentException("'" + PREFIX + String.valueOf(ex.getMessage()).substring(1), ex);
		}
	}

}
