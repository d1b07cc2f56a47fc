package dev.healthcheck.probe.protocol;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.DefaultPrettyPrinter.NopIndenter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;

/**
 * Writes JSON like Python's {@code json.dumps}, in ASCII, with a space after each colon
 * and comma: monitors may match the text.
 */
final class PythonJson {

	private static final JsonFactory factory = JsonFactory.builder()
		.enable(JsonWriteFeature.ESCAPE_NON_ASCII)
		.disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
		.build();

	/** Can be shared, because it does not indent. */
	private static final PrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
		.withObjectNameValueSpacing(Spacing.AFTER)
		.withObjectEntrySpacing(Spacing.AFTER)
		.withObjectEmptySeparator("")
		.withArrayElementSpacing(Spacing.AFTER)
		.withArrayEmptySeparator("")).withObjectIndenter(new NopIndenter()).withArrayIndenter(new NopIndenter());

	private static final ObjectWriteContext context = new ObjectWriteContext.Base() {

		@Override
		public PrettyPrinter getPrettyPrinter() {
			return printer;
		}

	};

	private PythonJson() {
	}

	static byte[] write(Consumer<JsonGenerator> properties) {
		ByteArrayOutputStream body = new ByteArrayOutputStream(256);
		try (JsonGenerator json = factory.createGenerator(context, body, JsonEncoding.UTF8)) {
			json.writeStartObject();
			properties.accept(json);
			json.writeEndObject();
		}
		return body.toByteArray();
	}

}
