/**
 * Shut-down of an application: refused readiness, a delay in which it continues to serve,
 * and connections that are closed so that clients go elsewhere.
 */
@NullMarked
package dev.healthcheck.spring.shutdown;

import org.jspecify.annotations.NullMarked;
