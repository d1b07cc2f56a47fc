package dev.healthcheck.json;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Values that checks and contributors tell, as JSON.
 *
 * @since 0.1.0
 */
public final class JsonValues {

	private JsonValues() {
	}

	/**
	 * Write a value as the details of a result have it.
	 * @param json what to write to
	 * @param value text, a number, a boolean, a map or a collection of these; anything
	 * else is written as its {@code toString()}
	 */
	public static void write(JsonGenerator json, @Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			json.writeStartObject();
			map.forEach((name, member) -> {
				json.writeName(String.valueOf(name));
				write(json, member);
			});
			json.writeEndObject();
		}
		else if (value instanceof Collection<?> collection) {
			json.writeStartArray();
			collection.forEach((element) -> write(json, element));
			json.writeEndArray();
		}
		else {
			writeScalar(json, value);
		}
	}

	private static void writeScalar(JsonGenerator json, @Nullable Object value) {
		if (value == null) {
			json.writeNull();
		}
		else if (value instanceof Boolean flag) {
			json.writeBoolean(flag);
		}
		else if (value instanceof Number number && isFinite(number)) {
			json.writeNumber(number.toString());
		}
		else {
			json.writeString(value.toString());
		}
	}

	// JSON has no infinity, and no not-a-number
	private static boolean isFinite(Number number) {
		return !(number instanceof Double || number instanceof Float) || Double.isFinite(number.doubleValue());
	}

	/**
	 * Return a text that UTF-8 has bytes for. What checks say is well-formed already, but
	 * not the names of other contributors.
	 * @param text the text
	 * @return the text, a question mark for each lone surrogate
	 */
	public static String wellFormed(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

}
