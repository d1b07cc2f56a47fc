/**
 * Probes and the health endpoint on the probe server.
 */
@NullMarked
package dev.healthcheck.spring.probes;

import org.jspecify.annotations.NullMarked;
