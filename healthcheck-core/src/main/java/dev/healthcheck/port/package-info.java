/**
 * What all that listens on a port has in common.
 */
@NullMarked
package dev.healthcheck.port;

import org.jspecify.annotations.NullMarked;
