package dev.healthcheck.spring.properties;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties for meters.
 *
 * @param enabled Whether checks, workers, maintenance, StatsD, probes and groups have
 * meters, if Micrometer is present.
 * @since 0.1.0
 */
public record MetricsProperties(@DefaultValue("true") boolean enabled) {

}
