/**
 * Readiness of the application, and what it waits for.
 */
@NullMarked
package dev.healthcheck.spring.startup;

import org.jspecify.annotations.NullMarked;
