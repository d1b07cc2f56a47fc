/**
 * StatsD: receives gauges over UDP, and counts workers by them.
 */
@NullMarked
package dev.healthcheck.statsd;

import org.jspecify.annotations.NullMarked;
