/**
 * Upstream: asks another process over HTTP whether it is ready, in the background and
 * within bounds that it cannot stretch.
 */
@NullMarked
package dev.healthcheck.upstream;

import org.jspecify.annotations.NullMarked;
