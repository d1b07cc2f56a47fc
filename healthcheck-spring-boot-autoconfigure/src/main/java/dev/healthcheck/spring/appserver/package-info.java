/**
 * What the application's own server says of itself, as health.
 */
@NullMarked
package dev.healthcheck.spring.appserver;

import org.jspecify.annotations.NullMarked;
