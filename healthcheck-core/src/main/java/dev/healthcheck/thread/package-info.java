/**
 * The threads of this library.
 */
@NullMarked
package dev.healthcheck.thread;

import org.jspecify.annotations.NullMarked;
