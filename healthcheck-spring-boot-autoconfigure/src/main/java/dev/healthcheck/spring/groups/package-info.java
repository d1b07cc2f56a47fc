/**
 * Health groups, their members and statuses, and what of them is shown.
 */
@NullMarked
package dev.healthcheck.spring.groups;

import org.jspecify.annotations.NullMarked;
