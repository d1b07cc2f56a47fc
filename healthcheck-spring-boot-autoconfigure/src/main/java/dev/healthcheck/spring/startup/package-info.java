/**
 * What must have finished before an application is ready.
 */
@NullMarked
package dev.healthcheck.spring.startup;

import org.jspecify.annotations.NullMarked;
