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
import org.springframework.util.CollectionUtils;

/**
 * Writes health as Spring Boot's web endpoint does, without data binding, which
 * applications without a web server need not have. Details that JSON has no type for are
 * written as text.
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
			JsonValues.write(generator, toMap(health), this.plain);
		}
		return body.toByteArray();
	}

	// In the alphabetical order of Jackson 3
	private static Map<String, Object> toMap(HealthDescriptor health) {
		Map<String, Object> map = new LinkedHashMap<>();
		Map<String, HealthDescriptor> children = (health instanceof CompositeHealthDescriptor composite)
				? composite.getComponents() : null;
		if (!CollectionUtils.isEmpty(children)) {
			Map<String, Object> components = new LinkedHashMap<>();
			children.forEach((name, child) -> components.put(name, toMap(child)));
			map.put("components", components);
		}
		if (health instanceof IndicatedHealthDescriptor indicated && !indicated.getDetails().isEmpty()) {
			map.put("details", indicated.getDetails());
		}
		if (health instanceof SystemHealthDescriptor system && !CollectionUtils.isEmpty(system.getGroups())) {
			map.put("groups", system.getGroups());
		}
		putUnlessEmpty(map, "description", health.getStatus().getDescription());
		putUnlessEmpty(map, "status", health.getStatus().getCode());
		return map;
	}

	private static void putUnlessEmpty(Map<String, Object> map, String name, String value) {
		if (!value.isEmpty()) {
			map.put(name, value);
		}
	}

}
