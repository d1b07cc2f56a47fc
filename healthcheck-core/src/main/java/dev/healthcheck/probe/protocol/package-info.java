/**
 * The protocols of four older systems, for probes whose clients expect them.
 */
@NullMarked
package dev.healthcheck.probe.protocol;

import org.jspecify.annotations.NullMarked;
