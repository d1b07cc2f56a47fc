/**
 * Tables and pictures of what was measured.
 */
@NullMarked
package dev.healthcheck.benchmarks.report;

import org.jspecify.annotations.NullMarked;
