/**
 * The arms of a comparison, and the processes that they run as.
 */
@NullMarked
package dev.healthcheck.benchmarks.arm;

import org.jspecify.annotations.NullMarked;
