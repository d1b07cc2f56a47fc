package dev.healthcheck.spring.properties;

import java.util.Set;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties for health indicators of Spring Boot and of the application.
 *
 * @param isolate Whether health indicators run in the background, as checks, and not on
 * the thread of a request.
 * @param exclude Names of health indicators that run on the thread of a request all the
 * same.
 * @since 0.1.0
 */
public record IndicatorsProperties(@DefaultValue("true") boolean isolate, @DefaultValue Set<String> exclude) {

}
