/**
 * Health indicators of Spring Boot and of the application, isolated from requests.
 */
@NullMarked
package dev.healthcheck.spring.indicators;

import org.jspecify.annotations.NullMarked;
