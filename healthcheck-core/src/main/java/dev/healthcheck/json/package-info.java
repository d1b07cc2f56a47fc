/**
 * JSON of pages and probes.
 */
@NullMarked
package dev.healthcheck.json;

import org.jspecify.annotations.NullMarked;
