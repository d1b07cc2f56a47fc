package dev.healthcheck.benchmarks.report;

import java.util.Collections;
import java.util.List;

/**
 * Writes a report as Markdown.
 */
final class MarkdownReport {

	private MarkdownReport() {
	}

	static String of(Report report) {
		StringBuilder text = new StringBuilder("# Side by side with plain Boot\n\n");
		report.facts().forEach((name, value) -> text.append("- ").append(name).append(": ").append(value).append('\n'));
		for (ScenarioReport scenario : report.scenarios()) {
			text.append("\n## ").append(scenario.title()).append("\n\n`").append(scenario.name()).append("`: ");
			text.append(scenario.what()).append("\n\n").append(table(scenario));
			for (Picture picture : scenario.pictures()) {
				text.append("\n![").append(picture.name()).append("](").append(picture.name()).append(".png)\n");
			}
		}
		return text.toString();
	}

	static String table(ScenarioReport scenario) {
		List<List<String>> cells = TextTable.cells(scenario);
		int columns = cells.get(0).size();
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < cells.size(); i++) {
			List<String> line = cells.get(i);
			text.append("| ").append(String.join(" | ", line.stream().map(MarkdownReport::escape).toList()));
			text.append(" |").append(" |".repeat(Math.max(0, columns - line.size()))).append('\n');
			if (i == 0) {
				text.append('|').append(String.join("|", Collections.nCopies(columns, "---"))).append("|\n");
			}
		}
		return text.toString();
	}

	private static String escape(String cell) {
		return cell.replace("|", "\\|").replaceAll("\\R", " ");
	}

}
