/**
 * A real HAProxy in front of the arms.
 */
@NullMarked
package dev.healthcheck.benchmarks.haproxy;

import org.jspecify.annotations.NullMarked;
