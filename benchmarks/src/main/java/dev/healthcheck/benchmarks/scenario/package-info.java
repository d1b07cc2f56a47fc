/**
 * What is done to the arms.
 */
@NullMarked
package dev.healthcheck.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
