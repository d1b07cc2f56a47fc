package dev.healthcheck.probe;

import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.MinimalPrettyPrinter;

/**
 * Writes JSON as Python's {@code json.dumps} does, in ASCII, with a space behind each
 * colon and comma: a monitor may match the text.
 */
final class PythonJson {

	private static final JsonFactory factory = JsonFactory.builder()
		.enable(JsonWriteFeature.ESCAPE_NON_ASCII)
		.disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
		.build();

	private static final PrettyPrinter printer = new Spaced();

	private static final ObjectWriteContext context = new ObjectWriteContext.Base() {

		@Override
		public PrettyPrinter getPrettyPrinter() {
			return printer;
		}

	};

	private PythonJson() {
	}

	/**
	 * Write an object.
	 * @param properties writes its properties
	 * @return the object in UTF-8
	 */
	static byte[] write(Consumer<JsonGenerator> properties) {
		ByteArrayOutputStream body = new ByteArrayOutputStream(256);
		try (JsonGenerator json = factory.createGenerator(context, body, JsonEncoding.UTF8)) {
			json.writeStartObject();
			properties.accept(json);
			json.writeEndObject();
		}
		return body.toByteArray();
	}

	/**
	 * Write a value as the details of a result have it.
	 * @param json what to write to
	 * @param value text, a number, a boolean, a map or a collection of these; anything
	 * else is written as its {@code toString()}
	 */
	static void value(JsonGenerator json, @Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			json.writeStartObject();
			map.forEach((name, member) -> {
				json.writeName(String.valueOf(name));
				value(json, member);
			});
			json.writeEndObject();
		}
		else if (value instanceof Collection<?> collection) {
			json.writeStartArray();
			collection.forEach((element) -> value(json, element));
			json.writeEndArray();
		}
		else {
			scalar(json, value);
		}
	}

	private static void scalar(JsonGenerator json, @Nullable Object value) {
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

	private static final class Spaced extends MinimalPrettyPrinter {

		@Override
		public void writeObjectNameValueSeparator(JsonGenerator json) {
			json.writeRaw(": ");
		}

		@Override
		public void writeObjectEntrySeparator(JsonGenerator json) {
			json.writeRaw(", ");
		}

		@Override
		public void writeArrayValueSeparator(JsonGenerator json) {
			json.writeRaw(", ");
		}

	}

}
