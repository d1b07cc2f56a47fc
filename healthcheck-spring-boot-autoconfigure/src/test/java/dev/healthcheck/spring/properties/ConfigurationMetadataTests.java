package dev.healthcheck.spring.properties;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.healthcheck.spring.test.ConfigurationKeys;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.DirectFieldAccessor;
import org.springframework.boot.context.properties.bind.Binder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the metadata that editors read. The compiler writes it, but only if it has
 * been told of the processor.
 */
class ConfigurationMetadataTests {

	private static final HealthcheckProperties DEFAULTS = new Binder().bindOrCreate("healthcheck",
			HealthcheckProperties.class);

	private static final Map<String, JsonNode> PROPERTIES = new TreeMap<>();

	@BeforeAll
	static void read() throws IOException {
		for (URL url : Collections.list(ConfigurationMetadataTests.class.getClassLoader()
			.getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream json = url.openStream()) {
				for (JsonNode property : new JsonMapper().readTree(json).get("properties")) {
					String name = property.get("name").stringValue();
					if (name.startsWith("healthcheck.") && !property.has("deprecation")) {
						PROPERTIES.put(name.substring("healthcheck.".length()), property);
					}
				}
			}
		}
	}

	@Test
	void keysAreThoseThatAreBound() {
		assertThat(PROPERTIES.keySet()).containsAll(keys()).contains("probes", "overrides").hasSize(keys().size() + 2);
	}

	@ParameterizedTest
	@MethodSource("keys")
	void keyHasADescriptionThatIsASentence(String key) {
		assertThat(property(key).get("description").stringValue()).endsWith(".").hasSizeGreaterThan(20);
	}

	@ParameterizedTest
	@MethodSource("keys")
	void keyHasADefaultWhereTheClassHasOne(String key) {
		Object bound = new DirectFieldAccessor(DEFAULTS).getPropertyValue(camelCase(key));
		if (bound != null && !(bound instanceof Collection<?> none && none.isEmpty())) {
			assertThat(property(key).has("defaultValue")).as("default of " + key + ", " + bound).isTrue();
		}
	}

	@ParameterizedTest
	@CsvSource({ "enabled, true", "failure-status, 503", "server.threads, 2", "server.enabled, true",
			"workers.filename, .${spring.application.name:healthcheck}.worker.{}", "workers.verify, process",
			"workers.source, files", "statsd.enabled, false", "statsd.host, localhost", "statsd.port, 8125",
			"maintenance.file, .maintenance", "page.enabled, false", "page.path, /status", "checks.success-ttl, 27s",
			"checks.on-timeout, degraded" })
	void defaultIsAsDocumented(String key, String value) {
		assertThat(property(key).get("defaultValue").asString()).isEqualTo(value);
	}

	static List<String> keys() {
		return ConfigurationKeys.of(HealthcheckProperties.class);
	}

	private static JsonNode property(String key) {
		return Objects.requireNonNull(PROPERTIES.get(key), key);
	}

	private static String camelCase(String key) {
		StringBuilder camelCase = new StringBuilder();
		for (String word : key.split("-")) {
			camelCase.append(camelCase.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
		}
		return camelCase.toString();
	}

}
