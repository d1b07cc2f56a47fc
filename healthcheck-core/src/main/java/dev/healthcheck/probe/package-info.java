/**
 * Probes: requests of load balancers, answered from published results on any server.
 */
@NullMarked
package dev.healthcheck.probe;

import org.jspecify.annotations.NullMarked;
