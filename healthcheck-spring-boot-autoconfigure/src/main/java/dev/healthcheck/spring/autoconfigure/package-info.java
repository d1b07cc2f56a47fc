/**
 * Auto-configuration, one class a condition, and the properties that it binds.
 */
@NullMarked
package dev.healthcheck.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
