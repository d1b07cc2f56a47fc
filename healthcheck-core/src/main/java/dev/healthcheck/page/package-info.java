/**
 * The status page: what is published about an application, for people, as HTML and JSON,
 * and a small history of each check.
 */
@NullMarked
package dev.healthcheck.page;

import org.jspecify.annotations.NullMarked;
