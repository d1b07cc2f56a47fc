/**
 * An application whose code reports which context class loader it is run with.
 */
@NullMarked
package dev.healthcheck.it.application;

import org.jspecify.annotations.NullMarked;
