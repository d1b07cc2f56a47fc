/**
 * How a start that cannot be says what is wrong.
 */
@NullMarked
package dev.healthcheck.spring.failure;

import org.jspecify.annotations.NullMarked;
