/**
 * Counting workers.
 */
@NullMarked
package dev.healthcheck.spring.workers;

import org.jspecify.annotations.NullMarked;
