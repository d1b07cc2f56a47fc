/**
 * The sidecar: health of processes that are not Spring Boot applications, answered by a
 * process of its own.
 */
@NullMarked
package dev.healthcheck.sidecar;

import org.jspecify.annotations.NullMarked;
