/**
 * An application that is packaged with different web servers, with one as a WAR, and
 * without any.
 */
@NullMarked
package dev.healthcheck.it.shared;

import org.jspecify.annotations.NullMarked;
