/**
 * Checks as Spring Boot health contributors, and the statuses and groups that they need.
 */
@NullMarked
package dev.healthcheck.spring.health;

import org.jspecify.annotations.NullMarked;
