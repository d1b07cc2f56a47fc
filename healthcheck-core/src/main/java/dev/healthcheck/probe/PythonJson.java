package dev.healthcheck.probe;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

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
