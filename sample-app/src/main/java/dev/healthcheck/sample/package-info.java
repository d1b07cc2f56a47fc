/**
 * An order service, as a user of the starter would write it.
 */
@NullMarked
package dev.healthcheck.sample;

import org.jspecify.annotations.NullMarked;
