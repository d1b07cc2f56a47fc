/**
 * The status page on the probe server.
 */
@NullMarked
package dev.healthcheck.spring.page;

import org.jspecify.annotations.NullMarked;
