/**
 * The status page: what is published about an application, for people. HTML, style sheet
 * and script are static; the script shows the JSON.
 */
@NullMarked
package dev.healthcheck.page;

import org.jspecify.annotations.NullMarked;
