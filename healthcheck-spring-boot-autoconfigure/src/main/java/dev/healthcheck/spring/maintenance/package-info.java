/**
 * Maintenance as a health contributor and as an operation of Actuator.
 */
@NullMarked
package dev.healthcheck.spring.maintenance;

import org.jspecify.annotations.NullMarked;
