/**
 * Maintenance as an operation of Actuator.
 */
@NullMarked
package dev.healthcheck.spring.maintenance;

import org.jspecify.annotations.NullMarked;
