package dev.healthcheck.spring.properties;

import java.util.Map;

import dev.healthcheck.probe.LoadBalancer;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@link ConfigurationProperties Properties} for health checks. One record binds the
 * whole prefix, so that a key that does not exist fails start-up.
 *
 * @param enabled Whether health checks are enabled.
 * @param failureStatus HTTP status code of DOWN and OUT_OF_SERVICE, from 400 to 599.
 * @param loadBalancer Load balancer whose dialect probes speak. With 'haproxy' they
 * respond 404 in maintenance and while draining, for its 'disable-on-404'; with 'envoy'
 * they have its headers.
 * @param server Probe server.
 * @param appServer Health of the application's own server.
 * @param workers Counting workers.
 * @param statsd StatsD.
 * @param maintenance Maintenance.
 * @param agent HAProxy's agent check.
 * @param checks How checks are run.
 * @param metrics Meters.
 * @param shutdown End of the application.
 * @param warmUp What must have finished before the application is ready.
 * @param indicators Health indicators of Spring Boot and of the application.
 * @param page Status page.
 * @param overrides Settings of single checks by their names. Letter case, dashes and
 * underscores make no difference. Those of a composite apply to its children too.
 * @param probes ProbeSet by their names. There are 'livez' on '/livez' for the group
 * 'liveness', and 'readyz' on '/readyz' for 'readiness', unless they are set otherwise.
 * @since 0.1.0
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
		@DefaultValue @NestedConfigurationProperty ChecksProperties checks,
		@DefaultValue @NestedConfigurationProperty MetricsProperties metrics,
		@DefaultValue @NestedConfigurationProperty ShutdownProperties shutdown,
		@DefaultValue @NestedConfigurationProperty WarmUpProperties warmUp,
		@DefaultValue @NestedConfigurationProperty IndicatorsProperties indicators,
		@DefaultValue @NestedConfigurationProperty PageProperties page,
		@DefaultValue Map<String, OverrideProperties> overrides, @DefaultValue Map<String, ProbeProperties> probes) {

	public HealthcheckProperties {
		Require.between("healthcheck.failure-status", failureStatus, 400, 599);
		overrides.forEach((name, override) -> override.validate("healthcheck.overrides." + name + "."));
		probes.forEach((name, probe) -> probe.validate("healthcheck.probes." + name + "."));
	}

}
