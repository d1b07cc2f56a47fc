/**
 * The application's own web server as a health contributor.
 */
@NullMarked
package dev.healthcheck.spring.appserver;

import org.jspecify.annotations.NullMarked;
