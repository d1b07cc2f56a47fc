package dev.healthcheck.upstream;

import org.jspecify.annotations.Nullable;

/**
 * Value object for what an upstream said, or why it said nothing. Either {@code json} or
 * {@code text} is there, and neither is above {@value UpstreamCheck#MAX_BODY} bytes of
 * what was sent.
 *
 * @param ready whether it answered 200 with JSON
 * @param json the body, parsed and encoded again in UTF-8, or {@code null} if it was no
 * JSON; to be read only
 * @param text the body, or a sentence that says what was wrong, or {@code null} if there
 * is JSON
 * @since 0.1.0
 */
@SuppressWarnings("ArrayRecordComponent")
public record UpstreamAnswer(boolean ready, byte @Nullable [] json, @Nullable String text) {

	static UpstreamAnswer json(boolean ready, byte[] json) {
		return new UpstreamAnswer(ready, json, null);
	}

	static UpstreamAnswer text(String text) {
		return new UpstreamAnswer(false, null, text);
	}

}
