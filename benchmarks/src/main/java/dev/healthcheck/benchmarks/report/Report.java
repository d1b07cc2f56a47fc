package dev.healthcheck.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All that was measured, and where.
 *
 * @param facts what was measured with: machine, JDK, options
 * @param scenarios the scenarios
 */
public record Report(Map<String, String> facts, List<ScenarioReport> scenarios) {

	/**
	 * Write report.md, report.json and the pictures.
	 * @param directory where
	 * @throws IOException when they cannot be written
	 */
	public void write(Path directory) throws IOException {
		Files.createDirectories(directory);
		for (ScenarioReport scenario : this.scenarios) {
			for (Picture picture : scenario.pictures()) {
				PictureFiles.write(picture, directory);
			}
		}
		Files.writeString(directory.resolve("report.md"), MarkdownReport.of(this));
		Files.writeString(directory.resolve("report.json"), JsonReport.of(this));
	}

}
