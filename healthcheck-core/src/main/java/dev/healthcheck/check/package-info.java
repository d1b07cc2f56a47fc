/**
 * Checks: slow code runs here, on threads of its own, and publishes immutable results
 * that readers get without waiting.
 */
@NullMarked
package dev.healthcheck.check;

import org.jspecify.annotations.NullMarked;
