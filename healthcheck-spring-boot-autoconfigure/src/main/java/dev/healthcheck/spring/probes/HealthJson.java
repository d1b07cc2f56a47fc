package dev.healthcheck.spring.probes;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
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
import org.springframework.util.ObjectUtils;

/**
 * Writes health as Spring Boot's web endpoint does, but without data binding:
 * applications without a web server may not have it. Details without a JSON type are
 * written as text.
 */
final class HealthJson {

	private static final JsonFactory factory = new JsonFactory();

	private HealthJson() {
	}

	static byte[] write(HealthDescriptor health, Function<Object, @Nullable Object> plain) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), body, JsonEncoding.UTF8)) {
			JsonValues.write(json, toMap(health),
					(value) -> (value instanceof HealthDescriptor child) ? toMap(child) : plain.apply(value));
		}
		return body.toByteArray();
	}

	// In the order of Spring Boot's JSON
	private static Map<String, @Nullable Object> toMap(HealthDescriptor health) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		if (health instanceof CompositeHealthDescriptor composite) {
			map.put("components", composite.getComponents());
		}
		if (health instanceof IndicatedHealthDescriptor indicated) {
			map.put("details", indicated.getDetails());
		}
		if (health instanceof SystemHealthDescriptor system) {
			map.put("groups", system.getGroups());
		}
		map.put("description", health.getStatus().getDescription());
		map.put("status", health.getStatus().getCode());
		map.values().removeIf(ObjectUtils::isEmpty);
		return map;
	}

}
