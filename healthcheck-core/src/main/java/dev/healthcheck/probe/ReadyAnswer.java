package dev.healthcheck.probe;

import org.jspecify.annotations.Nullable;

/**
 * Value object for what an application itself has answered when it was asked whether it
 * is ready.
 *
 * @param json the JSON that it sent, encoded anew, or {@code null} if it sent none
 * @param text what it sent instead, or why it could not be asked; {@code null} if it sent
 * JSON
 * @since 0.1.0
 */
@SuppressWarnings("ArrayRecordComponent")
public record ReadyAnswer(byte @Nullable [] json, @Nullable String text) {

}
