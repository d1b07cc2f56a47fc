/**
 * Checks of an application, and how they are run and published as health contributors.
 */
@NullMarked
package dev.healthcheck.spring.checks;

import org.jspecify.annotations.NullMarked;
