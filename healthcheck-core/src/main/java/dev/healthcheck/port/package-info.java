/**
 * Addresses and failures of everything that listens on a port.
 */
@NullMarked
package dev.healthcheck.port;

import org.jspecify.annotations.NullMarked;
