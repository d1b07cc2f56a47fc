/**
 * The agent that tells HAProxy's agent check how this instance is.
 */
@NullMarked
package dev.healthcheck.agent;

import org.jspecify.annotations.NullMarked;
