package dev.healthcheck.sidecar.upstream;

import java.io.ByteArrayOutputStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Parses JSON and writes it again, so that only valid JSON is passed on: one value, in
 * UTF-8, at most {@value #MAX_DEPTH} levels deep.
 */
final class JsonCopy {

	private static final int MAX_DEPTH = 64;

	private final JsonFactory json = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNestingDepth(MAX_DEPTH)
			.maxStringLength(UpstreamCheck.MAX_BODY)
			.maxDocumentLength(UpstreamCheck.MAX_BODY)
			.maxNumberLength(1000)
			.build())
		.build();

	// Null if it is not JSON, or too long
	byte @Nullable [] of(byte[] bytes) {
		ByteArrayOutputStream copy = new ByteArrayOutputStream(bytes.length);
		try (JsonParser parser = this.json.createParser(ObjectReadContext.empty(), bytes);
				JsonGenerator generator = this.json.createGenerator(ObjectWriteContext.empty(), copy,
						JsonEncoding.UTF8)) {
			if (parser.nextToken() == null) {
				return null;
			}
			copyValue(parser, generator);
			if (parser.nextToken() != null) {
				return null;
			}
		}
		catch (JacksonException ex) {
			return null;
		}
		// UTF-16 can become longer
		return (copy.size() <= UpstreamCheck.MAX_BODY) ? copy.toByteArray() : null;
	}

	private static void copyValue(JsonParser parser, JsonGenerator generator) {
		int depth = 0;
		do {
			JsonToken token = parser.currentToken();
			if (token.isNumeric()) {
				// With all its digits
				generator.writeNumber(parser.getString());
			}
			else {
				generator.copyCurrentEvent(parser);
			}
			depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
		}
		while (depth > 0 && parser.nextToken() != null);
	}

}
