/**
 * What a probe costs inside the process.
 */
@NullMarked
package dev.healthcheck.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
