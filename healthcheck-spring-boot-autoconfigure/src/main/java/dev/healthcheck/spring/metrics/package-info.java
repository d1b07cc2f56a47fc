/**
 * Meters for what is published: of checks, workers, maintenance, StatsD, probes and
 * groups.
 */
@NullMarked
package dev.healthcheck.spring.metrics;

import org.jspecify.annotations.NullMarked;
