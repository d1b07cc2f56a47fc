/**
 * Workers: ready processes, counted by their files in a directory and by other sources.
 */
@NullMarked
package dev.healthcheck.worker;

import org.jspecify.annotations.NullMarked;
