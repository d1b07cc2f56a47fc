package dev.healthcheck.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TextTable}, {@link MarkdownReport}, {@link JsonReport} and
 * {@link Report}.
 */
class TablesTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final ScenarioReport scenario = new ScenarioReport("idle", "Idle", "Nothing is done.",
			List.of(Row.notRun("first", "no\n wrk"),
					Row.of("second", Value.millis("p99", OptionalDouble.of(1.234), TIMEOUT), Value.count("failed", 0)),
					Row.of("third", Value.millis("p99", OptionalDouble.empty(), TIMEOUT),
							Value.count("failed", 280_317))),
			Map.of(),
			List.of(BarPicture.of("idle", "Idle", "some unit", Map.of("all", Map.of("first", 1.0, "second", 2.0)))));

	private final Report report = new Report(Map.of("date", "2026-11-21"), List.of(this.scenario));

	@Test
	void textIsAligned() {
		assertThat(TextTable.of(this.scenario)).isEqualTo("""
				Idle
				  arm     p99           failed
				  first   not run: no wrk
				  second  1.23 ms       0
				  third   failed (2 s)  280,317
				""");
	}

	@Test
	void markdownHasAsManyCellsInEachLine() {
		assertThat(MarkdownReport.table(this.scenario)).isEqualTo("""
				| arm | p99 | failed |
				|---|---|---|
				| first | not run: no wrk | |
				| second | 1.23 ms | 0 |
				| third | failed (2 s) | 280,317 |
				""");
	}

	@Test
	void jsonHasNumbersForMachines() {
		assertThat(JsonReport.of(this.report)).contains("\"notRun\" : \"no wrk\"", "\"value\" : 1.234",
				"\"value\" : null", "\"value\" : 280317.0", "\"unit\" : \"ms\"");
	}

	@Test
	void writeLeavesReportAndPictures(@TempDir Path directory) throws IOException {
		this.report.write(directory.resolve("new"));
		assertThat(directory.resolve("new")).isDirectoryContaining("glob:**/report.md")
			.isDirectoryContaining("glob:**/report.json");
		assertThat(Files.readAllBytes(directory.resolve("new/idle.png"))).startsWith(0x89, 'P', 'N', 'G');
		assertThat(Files.readString(directory.resolve("new/idle.svg"))).contains("<svg", "some unit");
	}

}
