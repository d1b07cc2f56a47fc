package dev.healthcheck.spring.properties;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.healthcheck.probe.LoadBalancer;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@link ConfigurationProperties Properties} for health checks. One record binds the
 * whole prefix, so that an unknown key fails start-up.
 *
 * @param enabled Whether health checks are enabled.
 * @param failureStatus HTTP status code of DOWN and OUT_OF_SERVICE, from 400 to 599.
 * @param loadBalancer Load balancer that reads the probes. With 'haproxy' they respond
 * with 404 in maintenance and while draining, for its 'disable-on-404'. With 'envoy' they
 * have its headers.
 * @param server Probe server.
 * @param appServer Health of the application's own server.
 * @param workers Counting workers.
 * @param statsd StatsD.
 * @param maintenance Maintenance.
 * @param agent HAProxy's agent check.
 * @param checks How checks are run.
 * @param metrics Meters.
 * @param shutdown Shutdown.
 * @param warmUp Warm-up before the application is ready.
 * @param indicators Health indicators of Spring Boot and of the application.
 * @param page Status page.
 * @param overrides Settings of single checks by their names. Letter case, dashes and
 * underscores make no difference. Those of a composite apply to its children too.
 * @param probes Probes by their names. Unless set otherwise, 'livez' is on '/livez' for
 * the group 'liveness', and 'readyz' on '/readyz' for 'readiness'.
 */
@ConfigurationProperties(prefix = "healthcheck", ignoreUnknownFields = false)
public record HealthcheckProperties(@DefaultValue("true") boolean enabled, @DefaultValue("503") int failureStatus,
		@DefaultValue("generic") LoadBalancer loadBalancer,
		@DefaultValue @NestedConfigurationProperty ServerProperties server,
		@DefaultValue @NestedConfigurationProperty AppServerProperties appServer,
		@DefaultValue @NestedConfigurationProperty WorkersProperties workers,
		@DefaultValue @NestedConfigurationProperty StatsdProperties statsd,
		@DefaultValue @NestedConfigurationProperty MaintenanceProperties maintenance,
		@DefaultValue @NestedConfigurationProperty AgentProperties agent,
		@DefaultValue @NestedConfigurationProperty ChecksProperties checks, @DefaultValue Metrics metrics,
		@DefaultValue @NestedConfigurationProperty ShutdownProperties shutdown, @DefaultValue WarmUp warmUp,
		@DefaultValue Indicators indicators, @DefaultValue Page page,
		@DefaultValue Map<String, OverrideProperties> overrides, @DefaultValue Map<String, ProbeProperties> probes) {

	public HealthcheckProperties {
		Require.between("healthcheck.failure-status", failureStatus, 400, 599);
		overrides = Spelling.merged(overrides);
		probes = Spelling.merged(probes);
		overrides.forEach((name, override) -> override.validate("healthcheck.overrides." + name + "."));
		probes.forEach((name, probe) -> probe.validate("healthcheck.probes." + name + "."));
	}

	/**
	 * Properties for meters.
	 *
	 * @param enabled Whether checks, workers, maintenance, StatsD, probes and groups have
	 * meters, if Micrometer is present.
	 */
	public record Metrics(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Properties for the warm-up before the application is ready.
	 *
	 * @param retryDelay Time before a warm-up that has failed is tried again.
	 */
	public record WarmUp(@DefaultValue("5s") Duration retryDelay) {

		public WarmUp {
			Require.positive("healthcheck.warm-up.retry-delay", retryDelay);
		}

	}

	/**
	 * Properties for health indicators of Spring Boot and of the application.
	 *
	 * @param isolate Whether health indicators run in the background, as checks, instead
	 * of on the thread of a request.
	 * @param exclude Names of health indicators that still run on the thread of a
	 * request.
	 */
	public record Indicators(@DefaultValue("true") boolean isolate, @DefaultValue Set<String> exclude) {

	}

	/**
	 * Properties for the status page.
	 *
	 * @param enabled Whether the probe server serves a status page. It shows no more than
	 * 'healthcheck.server.show-details' allows.
	 * @param path Path of the status page. The same path with '.json' appended responds
	 * with JSON.
	 */
	public record Page(@DefaultValue("false") boolean enabled, @DefaultValue("/status") String path) {

		/**
		 * Segments of characters that need no escaping in a URL and none in a pattern.
		 */
		private static final Pattern VALID = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+");

		public Page {
			if (!VALID.matcher(path).matches()) {
				throw Require.invalid("healthcheck.page.path", path, "must be a path such as /status: a slash before"
						+ " each segment, and only the characters A-Z a-z 0-9 . _ ~ - in it");
			}
		}

	}

}
