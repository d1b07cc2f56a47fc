package dev.healthcheck.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Writes a scenario's table for a terminal.
 */
public final class TextTable {

	private TextTable() {
	}

	/**
	 * Write it.
	 * @param scenario the scenario
	 * @return lines, each with its end
	 */
	public static String of(ScenarioReport scenario) {
		List<List<String>> table = cells(scenario);
		List<Integer> widths = new ArrayList<>();
		for (List<String> line : table) {
			for (int i = 0; i < line.size(); i++) {
				int width = line.get(i).length();
				if (i == widths.size()) {
					widths.add(0);
				}
				widths.set(i, Math.max(widths.get(i), isNote(line, i) ? 0 : width));
			}
		}
		StringBuilder text = new StringBuilder(scenario.title()).append('\n');
		for (List<String> line : table) {
			text.append("  ").append(line(line, widths).stripTrailing()).append('\n');
		}
		return text.toString();
	}

	/**
	 * Return the cells of a table, the names of its columns first. The row of an arm that
	 * did not run has its reason in its second and last cell.
	 * @param scenario the scenario
	 * @return the cells
	 */
	static List<List<String>> cells(ScenarioReport scenario) {
		List<List<String>> table = new ArrayList<>();
		List<String> names = new ArrayList<>(List.of("arm"));
		names.addAll(scenario.columns());
		table.add(names);
		for (Row row : scenario.rows()) {
			List<String> line = new ArrayList<>(List.of(row.arm()));
			@Nullable String notRun = row.notRun();
			if (notRun != null) {
				line.add("not run: " + notRun);
			}
			else {
				row.values().forEach((value) -> line.add(value.text()));
			}
			table.add(line);
		}
		return table;
	}

	private static boolean isNote(List<String> line, int cell) {
		return cell == 1 && line.size() == 2 && line.get(1).startsWith("not run: ");
	}

	private static String line(List<String> cells, List<Integer> widths) {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < cells.size(); i++) {
			line.append(cells.get(i)).append(" ".repeat(Math.max(0, widths.get(i) - cells.get(i).length()) + 2));
		}
		return line.toString();
	}

}
