/**
 * The ports on which an application answers probes.
 */
@NullMarked
package dev.healthcheck.spring.server;

import org.jspecify.annotations.NullMarked;
