/**
 * Explanations of failed starts.
 */
@NullMarked
package dev.healthcheck.spring.failure;

import org.jspecify.annotations.NullMarked;
