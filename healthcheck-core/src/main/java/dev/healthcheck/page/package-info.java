/**
 * The status page, which shows the published results of an application to people. HTML,
 * style sheet and script are static; the script shows the JSON.
 */
@NullMarked
package dev.healthcheck.page;

import org.jspecify.annotations.NullMarked;
