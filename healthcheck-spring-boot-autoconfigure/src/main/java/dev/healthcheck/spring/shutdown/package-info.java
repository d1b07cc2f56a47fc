/**
 * The end of an application: refused readiness, a delay in which it goes on serving, and
 * connections that are closed so that clients go elsewhere.
 */
@NullMarked
package dev.healthcheck.spring.shutdown;

import org.jspecify.annotations.NullMarked;
