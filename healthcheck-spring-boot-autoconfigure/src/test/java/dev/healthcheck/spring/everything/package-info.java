/**
 * One application that uses all there is, and what must then be so: compiled ahead of
 * time, and on each version of Spring Boot.
 */
package dev.healthcheck.spring.everything;
