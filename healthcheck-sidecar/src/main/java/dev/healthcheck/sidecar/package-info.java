/**
 * The sidecar: reports the health of processes that are not Spring Boot applications,
 * from a process of its own.
 */
@NullMarked
package dev.healthcheck.sidecar;

import org.jspecify.annotations.NullMarked;
