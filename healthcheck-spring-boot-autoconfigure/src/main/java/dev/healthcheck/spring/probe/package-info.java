/**
 * Probes on Spring Boot's servers: adapters over the renderers of the core.
 */
@NullMarked
package dev.healthcheck.spring.probe;

import org.jspecify.annotations.NullMarked;
