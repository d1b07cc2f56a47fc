/**
 * A server for probes where there is no other one: HTTP/1.0 and 1.1 over Netty, which
 * whoever uses this package adds to the class path.
 */
@NullMarked
package dev.healthcheck.server;

import org.jspecify.annotations.NullMarked;
