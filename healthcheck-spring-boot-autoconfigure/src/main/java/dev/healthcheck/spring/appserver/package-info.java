/**
 * The application's own server as a health contributor.
 */
@NullMarked
package dev.healthcheck.spring.appserver;

import org.jspecify.annotations.NullMarked;
