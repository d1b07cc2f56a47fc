/**
 * StatsD in a Spring Boot application.
 */
@NullMarked
package dev.healthcheck.spring.statsd;

import org.jspecify.annotations.NullMarked;
