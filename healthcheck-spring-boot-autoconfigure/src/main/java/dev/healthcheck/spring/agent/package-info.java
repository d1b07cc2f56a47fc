/**
 * HAProxy's agent check in Spring Boot.
 */
@NullMarked
package dev.healthcheck.spring.agent;

import org.jspecify.annotations.NullMarked;
