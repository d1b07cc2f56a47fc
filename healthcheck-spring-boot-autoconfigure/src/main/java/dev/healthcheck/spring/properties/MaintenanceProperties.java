package dev.healthcheck.spring.properties;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties for maintenance.
 *
 * @param enabled Whether a file takes the instance out of traffic.
 * @param file File that takes every instance that shares it out of traffic, relative to
 * the working directory. With a dot and the host name appended, it takes out one host.
 * @param status HTTP status code of MAINTENANCE, from 200 to 599. Defaults to 503, and to
 * 404 for probes with the load balancer 'haproxy'.
 * @param scanInterval Time between two checks for the file.
 */
public record MaintenanceProperties(@DefaultValue("true") boolean enabled, @DefaultValue(".maintenance") String file,
		@Nullable Integer status, @DefaultValue("1s") Duration scanInterval) {

	private static final String PREFIX = "healthcheck.maintenance.";

	public MaintenanceProperties {
		Require.text(PREFIX + "file", file);
		Require.path(PREFIX + "file", file);
		Require.between(PREFIX + "status", status, 200, 599);
		Require.positive(PREFIX + "scan-interval", scanInterval);
	}

	public Path path() {
		return Require.path(PREFIX + "file", this.file);
	}

}
