/**
 * Messages for start-up failures.
 */
@NullMarked
package dev.healthcheck.spring.failure;

import org.jspecify.annotations.NullMarked;
