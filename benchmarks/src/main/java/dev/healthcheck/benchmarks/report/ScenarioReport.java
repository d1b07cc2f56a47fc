package dev.healthcheck.benchmarks.report;

import java.util.List;
import java.util.Map;

/**
 * What was measured in one scenario.
 *
 * @param name its name
 * @param title its title
 * @param what what was done
 * @param rows a row for each arm
 * @param series what was seen over time, for machines
 * @param pictures the pictures
 */
public record ScenarioReport(String name, String title, String what, List<Row> rows, Map<String, Object> series,
		List<Picture> pictures) {

	/**
	 * Return the names of the columns after the first.
	 * @return the names
	 */
	public List<String> columns() {
		return this.rows.stream()
			.filter((row) -> row.notRun() == null)
			.findFirst()
			.map((row) -> row.values().stream().map(Value::column).toList())
			.orElse(List.of());
	}

}
