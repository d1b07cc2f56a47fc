/**
 * The status page on Spring Boot's servers.
 */
@NullMarked
package dev.healthcheck.spring.page;

import org.jspecify.annotations.NullMarked;
