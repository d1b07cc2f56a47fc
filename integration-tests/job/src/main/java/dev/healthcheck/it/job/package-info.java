/**
 * A job, as a user would write it.
 */
@NullMarked
package dev.healthcheck.it.job;

import org.jspecify.annotations.NullMarked;
