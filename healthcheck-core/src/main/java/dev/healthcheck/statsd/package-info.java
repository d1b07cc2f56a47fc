/**
 * StatsD: gauges that processes send over UDP, and the workers that are counted from
 * them. Bytes become lines, lines become changes, changes become counts, a small class
 * each.
 */
@NullMarked
package dev.healthcheck.statsd;

import org.jspecify.annotations.NullMarked;
