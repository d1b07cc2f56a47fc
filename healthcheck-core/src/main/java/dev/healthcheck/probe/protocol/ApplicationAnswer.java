package dev.healthcheck.probe.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Value object for the last response of the application itself. Has either {@code json}
 * or {@code text}.
 *
 * @param ready whether the status was 200 and the body JSON
 * @param json the body as JSON in UTF-8, not to be modified; {@code null} if it was not
 * JSON
 * @param text the body, or a sentence about what was wrong; {@code null} if there is JSON
 */
@SuppressWarnings("ArrayRecordComponent")
public record ApplicationAnswer(boolean ready, byte @Nullable [] json, @Nullable String text) {

}
