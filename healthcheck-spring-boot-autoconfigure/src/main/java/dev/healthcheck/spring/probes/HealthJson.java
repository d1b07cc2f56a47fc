package dev.healthcheck.spring.probes;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.function.Function;

import dev.healthcheck.json.JsonValues;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.SystemHealthDescriptor;
import org.springframework.util.CollectionUtils;

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
			JsonValues.write(generator, indicated.getDetails(), this.plain);
		}
		if (health instanceof SystemHealthDescriptor system && !CollectionUtils.isEmpty(system.getGroups())) {
			generator.writeName("groups");
			JsonValues.write(generator, system.getGroups());
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

}
