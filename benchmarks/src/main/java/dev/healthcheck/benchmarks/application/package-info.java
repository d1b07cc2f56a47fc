/**
 * What is measured: one application, the same in every arm, and the processes beside it.
 */
@NullMarked
package dev.healthcheck.benchmarks.application;

import org.jspecify.annotations.NullMarked;
