/**
 * Checks of an application, their runner, and the health contributors that publish them.
 */
@NullMarked
package dev.healthcheck.spring.checks;

import org.jspecify.annotations.NullMarked;
