package dev.healthcheck.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is in {@code docs/observability}, for tests to ask a Prometheus.
 */
final class Observability {

	static final Path DIRECTORY = Path.of("..", "docs", "observability");

	private static final Pattern METRIC = Pattern
		.compile("\\b(healthcheck_\\w+|up|scrape_duration_seconds)\\b(\\{[^}]*})?");

	private Observability() {
	}

	static List<String> lines(String file) throws IOException {
		return Files.readAllLines(DIRECTORY.resolve(file));
	}

	/**
	 * Return the names of the alerts.
	 * @return the names, in their order
	 */
	static List<String> alerts() throws IOException {
		return rules().stream().map((rule) -> String.valueOf(rule.get("alert"))).toList();
	}

	/**
	 * Return what the alerts select their data by.
	 * @return the selectors, without ranges, by the name of the alert
	 */
	static Map<String, List<String>> selectors() throws IOException {
		Map<String, List<String>> selectors = new TreeMap<>();
		for (Map<?, ?> rule : rules()) {
			// Names of labels are no metrics
			String expression = String.valueOf(rule.get("expr")).replaceAll("\\b(on|by|unless) ?\\([^)]*\\)", " ");
			selectors.put(String.valueOf(rule.get("alert")),
					METRIC.matcher(expression).results().map(MatchResult::group).toList());
		}
		return selectors;
	}

	private static List<Map<?, ?>> rules() throws IOException {
		List<Map<?, ?>> rules = new ArrayList<>();
		Map<?, ?> content = new Yaml().load(Files.readString(DIRECTORY.resolve("alerts.yml")));
		for (Map<?, ?> group : list(content, "groups")) {
			rules.addAll(list(group, "rules"));
		}
		return rules;
	}

	@SuppressWarnings("unchecked")
	private static List<Map<?, ?>> list(Map<?, ?> content, String name) {
		return (List<Map<?, ?>>) Objects.requireNonNull(content.get(name));
	}

	static JsonNode dashboard() throws IOException {
		return new JsonMapper().readTree(Files.readString(DIRECTORY.resolve("dashboard.json")));
	}

	/**
	 * Return the queries of the dashboard's panels.
	 * @return the queries by the title of the panel and their letter
	 */
	static Map<String, String> queries() throws IOException {
		Map<String, String> queries = new TreeMap<>();
		for (JsonNode panel : dashboard().get("panels")) {
			if (panel.has("targets")) {
				for (JsonNode target : panel.get("targets")) {
					queries.put(panel.get("title").stringValue() + " " + target.get("refId").stringValue(),
							target.get("expr").stringValue());
				}
			}
		}
		return queries;
	}

}
