/**
 * Probes: what a load balancer asks and is answered, out of published results, whatever
 * server carries it.
 */
@NullMarked
package dev.healthcheck.probe;

import org.jspecify.annotations.NullMarked;
