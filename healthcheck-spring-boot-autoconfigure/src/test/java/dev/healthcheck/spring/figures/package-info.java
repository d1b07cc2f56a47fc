/**
 * The figures of docs/reliability.md, on real servers.
 */
package dev.healthcheck.spring.figures;
