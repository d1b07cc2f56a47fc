/**
 * The probe server and HAProxy's agent check in Spring Boot.
 */
@NullMarked
package dev.healthcheck.spring.server;

import org.jspecify.annotations.NullMarked;
