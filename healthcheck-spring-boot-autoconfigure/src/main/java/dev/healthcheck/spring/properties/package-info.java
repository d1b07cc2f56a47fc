/**
 * Properties below {@code healthcheck}, a record for each prefix. This package depends on
 * no other package of this module.
 */
@NullMarked
package dev.healthcheck.spring.properties;

import org.jspecify.annotations.NullMarked;
