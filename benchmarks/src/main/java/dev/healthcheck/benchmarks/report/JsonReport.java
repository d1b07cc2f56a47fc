package dev.healthcheck.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a report as JSON.
 */
final class JsonReport {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private JsonReport() {
	}

	static String of(Report report) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("facts", report.facts());
		json.put("scenarios", report.scenarios().stream().map(JsonReport::scenario).toList());
		return JSON.writeValueAsString(json);
	}

	private static Map<String, Object> scenario(ScenarioReport scenario) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("name", scenario.name());
		json.put("title", scenario.title());
		json.put("what", scenario.what());
		json.put("arms", scenario.rows().stream().map(JsonReport::row).toList());
		if (!scenario.series().isEmpty()) {
			json.put("series", scenario.series());
		}
		return json;
	}

	private static Map<String, @Nullable Object> row(Row row) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("arm", row.arm());
		if (row.notRun() != null) {
			json.put("notRun", row.notRun());
		}
		for (Value value : row.values()) {
			Map<String, @Nullable Object> figure = new LinkedHashMap<>();
			figure.put("text", value.text());
			figure.put("value", value.number());
			figure.put("unit", value.unit());
			json.put(value.column(), figure);
		}
		return json;
	}

}
