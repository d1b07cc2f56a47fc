/**
 * Workers: processes that have reported themselves ready, counted from the files that
 * they leave in a directory and from whatever else knows of them.
 */
@NullMarked
package dev.healthcheck.worker;

import org.jspecify.annotations.NullMarked;
