/**
 * What the tests share.
 */
package dev.healthcheck.spring.test;
