/**
 * The server for probes and HAProxy's agent check: one event loop on the channels of the
 * JDK.
 */
@NullMarked
package dev.healthcheck.server;

import org.jspecify.annotations.NullMarked;
