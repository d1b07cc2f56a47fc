/**
 * An application of two contexts.
 */
@NullMarked
package dev.healthcheck.it.hierarchy;

import org.jspecify.annotations.NullMarked;
