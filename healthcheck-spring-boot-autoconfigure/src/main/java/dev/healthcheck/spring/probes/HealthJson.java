package dev.healthcheck.spring.probes;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.SystemHealthDescriptor;

/**
 * Writes health as Spring Boot's web endpoint does, without data binding, which
 * applications without a web server need not have. Details of a class that JSON has no
 * word for are written as their text.
 */
final class HealthJson {

	private final JsonFactory json = new JsonFactory();

	private final Function<Object, @Nullable Object> plain;

	HealthJson(Function<Object, @Nullable Object> plain) {
		this.plain = plain;
	}

	byte[] write(HealthDescriptor health) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		try (JsonGenerator generator = this.json.createGenerator(ObjectWriteContext.empty(), body, JsonEncoding.UTF8)) {
			write(generator, health);
		}
		return body.toByteArray();
	}

	// In the alphabetical order of Jackson 3
	private void write(JsonGenerator generator, HealthDescriptor health) {
		generator.writeStartObject();
		if (health instanceof CompositeHealthDescriptor composite) {
			writeComponents(generator, composite.getComponents());
		}
		if (health instanceof IndicatedHealthDescriptor indicated && !indicated.getDetails().isEmpty()) {
			generator.writeName("details");
			writeMap(generator, indicated.getDetails());
		}
		if (health instanceof SystemHealthDescriptor system) {
			writeGroups(generator, system.getGroups());
		}
		writeUnlessEmpty(generator, "description", health.getStatus().getDescription());
		writeUnlessEmpty(generator, "status", health.getStatus().getCode());
		generator.writeEndObject();
	}

	private static void writeUnlessEmpty(JsonGenerator generator, String name, String value) {
		if (!value.isEmpty()) {
			generator.writeStringProperty(name, value);
		}
	}

	private void writeComponents(JsonGenerator generator, @Nullable Map<String, HealthDescriptor> components) {
		if (components != null && !components.isEmpty()) {
			generator.writeObjectPropertyStart("components");
			components.forEach((name, component) -> {
				generator.writeName(name);
				write(generator, component);
			});
			generator.writeEndObject();
		}
	}

	private void writeGroups(JsonGenerator generator, @Nullable Set<String> groups) {
		if (groups != null && !groups.isEmpty()) {
			generator.writeName("groups");
			writeElements(generator, groups);
		}
	}

	private void writeMap(JsonGenerator generator, Map<?, ?> map) {
		generator.writeStartObject();
		map.forEach((key, value) -> {
			if (value != null) {
				generator.writeName(String.valueOf(key));
				writeValue(generator, value);
			}
		});
		generator.writeEndObject();
	}

	private void writeElements(JsonGenerator generator, Iterable<?> elements) {
		generator.writeStartArray();
		elements.forEach((element) -> writeValue(generator, element));
		generator.writeEndArray();
	}

	private void writeArray(JsonGenerator generator, Object array) {
		generator.writeStartArray();
		for (int i = 0; i < Array.getLength(array); i++) {
			writeValue(generator, Array.get(array, i));
		}
		generator.writeEndArray();
	}

	private void writeValue(JsonGenerator generator, @Nullable Object value) {
		if (value == null) {
			generator.writeNull();
		}
		else if (value instanceof Boolean bool) {
			generator.writeBoolean(bool);
		}
		else if (value instanceof Number number) {
			writeNumber(generator, number);
		}
		else if (value instanceof Map<?, ?> map) {
			writeMap(generator, map);
		}
		else if (value instanceof Collection<?> collection) {
			writeElements(generator, collection);
		}
		else if (value instanceof byte[] bytes) {
			generator.writeBinary(bytes);
		}
		else if (value.getClass().isArray()) {
			writeArray(generator, value);
		}
		else if (value instanceof CharSequence || value instanceof Enum<?>) {
			generator.writeString(String.valueOf(value));
		}
		else {
			writeOther(generator, value);
		}
	}

	private void writeOther(JsonGenerator generator, Object value) {
		Object plain = this.plain.apply(value);
		if (plain != null && plain.getClass() == value.getClass()) {
			generator.writeString(String.valueOf(value));
		}
		else {
			writeValue(generator, plain);
		}
	}

	private static void writeNumber(JsonGenerator generator, Number number) {
		if (number instanceof Double) {
			generator.writeNumber(number.doubleValue());
		}
		else if (number instanceof Float) {
			generator.writeNumber(number.floatValue());
		}
		else if (number instanceof BigDecimal decimal) {
			generator.writeNumber(decimal);
		}
		else if (number instanceof BigInteger integer) {
			generator.writeNumber(integer);
		}
		else {
			generator.writeNumber(number.longValue());
		}
	}

}
