/**
 * StatsD: gauges that processes send over UDP, and the workers that are counted from
 * them.
 */
@NullMarked
package dev.healthcheck.statsd;

import org.jspecify.annotations.NullMarked;
