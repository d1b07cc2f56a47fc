/**
 * Health groups: their members, their statuses, and how much of them is shown.
 */
@NullMarked
package dev.healthcheck.spring.groups;

import org.jspecify.annotations.NullMarked;
