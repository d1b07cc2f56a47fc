/**
 * JSON as pages and probes write it.
 */
@NullMarked
package dev.healthcheck.json;

import org.jspecify.annotations.NullMarked;
