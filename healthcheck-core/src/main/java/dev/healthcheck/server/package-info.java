/**
 * The server for probes and HAProxy's agent check: one event loop over the JDK's own
 * channels, without any library.
 */
@NullMarked
package dev.healthcheck.server;

import org.jspecify.annotations.NullMarked;
