package dev.healthcheck.json;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes values that checks and contributors report as JSON: text, numbers, booleans,
 * arrays, maps and collections. Other values become their {@code toString()}.
 */
public final class JsonValues {

	private final JsonGenerator json;

	private final boolean nulls;

	private final Function<Object, @Nullable Object> plain;

	private JsonValues(JsonGenerator json, boolean nulls, Function<Object, @Nullable Object> plain) {
		this.json = json;
		this.nulls = nulls;
		this.plain = plain;
	}

	public static void write(JsonGenerator json, @Nullable Object value) {
		new JsonValues(json, true, String::valueOf).write(value);
	}

	// Omits map entries that are null, and applies the function to other values before
	// they become their toString()
	public static void write(JsonGenerator json, @Nullable Object value, Function<Object, @Nullable Object> plain) {
		new JsonValues(json, false, plain).write(value);
	}

	private void write(@Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			this.json.writeStartObject();
			map.forEach(this::writeEntry);
			this.json.writeEndObject();
		}
		else if (value instanceof Collection<?> collection) {
			this.json.writeStartArray();
			collection.forEach(this::write);
			this.json.writeEndArray();
		}
		else if (value instanceof byte[] bytes) {
			this.json.writeBinary(bytes);
		}
		else if (value != null && value.getClass().isArray()) {
			this.json.writeStartArray();
			IntStream.range(0, Array.getLength(value)).forEach((i) -> write(Array.get(value, i)));
			this.json.writeEndArray();
		}
		else {
			writeScalar(value);
		}
	}

	private void writeEntry(@Nullable Object name, @Nullable Object value) {
		if (value != null || this.nulls) {
			this.json.writeName(String.valueOf(name));
			write(value);
		}
	}

	private void writeScalar(@Nullable Object value) {
		if (value == null) {
			this.json.writeNull();
		}
		else if (value instanceof Boolean flag) {
			this.json.writeBoolean(flag);
		}
		else if (value instanceof Number number && isFinite(number)) {
			this.json.writeNumber(number.toString());
		}
		else if (value instanceof CharSequence || value instanceof Enum<?> || value instanceof Number) {
			this.json.writeString(value.toString());
		}
		else {
			writeOther(value);
		}
	}

	private void writeOther(Object value) {
		Object plain = this.plain.apply(value);
		if (plain != null && plain.getClass() == value.getClass()) {
			this.json.writeString(String.valueOf(value));
		}
		else {
			write(plain);
		}
	}

	// JSON has neither infinity nor NaN
	private static boolean isFinite(Number number) {
		return !(number instanceof Double || number instanceof Float) || Double.isFinite(number.doubleValue());
	}

}
