/**
 * Checks: what can be slow runs here, on threads of its own, and publishes immutable
 * results that readers take without waiting.
 */
@NullMarked
package dev.healthcheck.check;

import org.jspecify.annotations.NullMarked;
