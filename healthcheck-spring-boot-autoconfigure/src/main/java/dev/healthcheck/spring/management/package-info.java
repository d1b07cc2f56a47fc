/**
 * The isolated server: a port and threads of its own for whatever Actuator serves, some
 * of them kept for probes alone.
 */
@NullMarked
package dev.healthcheck.spring.management;

import org.jspecify.annotations.NullMarked;
