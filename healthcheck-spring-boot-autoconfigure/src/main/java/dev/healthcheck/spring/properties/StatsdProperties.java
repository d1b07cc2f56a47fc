package dev.healthcheck.spring.properties;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

import dev.healthcheck.statsd.StatsdSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties for StatsD.
 *
 * @param enabled Whether to listen for StatsD.
 * @param host Name or address of the interface to listen on, over UDP.
 * @param port UDP port to listen on.
 * @param gauges Names of the gauges that report how many workers a source has. Others are
 * ignored.
 * @param expiry Time to keep the last count of a source that has gone silent. Kept
 * indefinitely if not set. Not for the gauge 'gunicorn.workers', which is sent when it
 * changes.
 */
public record StatsdProperties(@DefaultValue("false") boolean enabled, @DefaultValue("localhost") String host,
		@DefaultValue("8125") int port, Set<String> gauges, @Nullable Duration expiry) {

	private static final String PREFIX = "healthcheck.statsd.";

	public StatsdProperties {
		gauges = Objects.requireNonNullElse(gauges, StatsdSettings.DEFAULT_GAUGES);
		Require.text(PREFIX + "host", host);
		Require.port(PREFIX + "port", port);
		Require.positive(PREFIX + "expiry", expiry);
		try {
			new StatsdSettings("localhost", 0, gauges, null);
		}
		catch (IllegalArgumentException ex) {
			throw Require.invalid(PREFIX + "gauges", gauges, String.valueOf(ex.getMessage()));
		}
	}

	public StatsdSettings settings() {
		return new StatsdSettings(this.host, this.port, this.gauges, this.expiry);
	}

}
