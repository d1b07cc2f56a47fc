/**
 * Properties below {@code healthcheck}, a record for each prefix. This package rests on
 * no other of this module.
 */
@NullMarked
package dev.healthcheck.spring.properties;

import org.jspecify.annotations.NullMarked;
