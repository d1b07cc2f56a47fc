/**
 * Maintenance: a file that takes instances out of traffic on purpose.
 */
@NullMarked
package dev.healthcheck.maintenance;

import org.jspecify.annotations.NullMarked;
