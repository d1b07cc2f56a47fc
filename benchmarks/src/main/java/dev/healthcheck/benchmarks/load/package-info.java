/**
 * Clients and probes, and how long they wait.
 */
@NullMarked
package dev.healthcheck.benchmarks.load;

import org.jspecify.annotations.NullMarked;
