/**
 * Plain Boot and the starter side by side under overload: the command.
 */
@NullMarked
package dev.healthcheck.benchmarks;

import org.jspecify.annotations.NullMarked;
