/**
 * Requests the readiness URL of another process, in the background and within fixed
 * limits.
 */
@NullMarked
package dev.healthcheck.sidecar.upstream;

import org.jspecify.annotations.NullMarked;
