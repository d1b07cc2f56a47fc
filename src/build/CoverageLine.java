import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Prints the line coverage of a module out of JaCoCo's CSV report, in one line. Run by
 * the build: {@code java CoverageLine.java <module> <jacoco.csv>}.
 */
class CoverageLine {

	public static void main(String[] args) throws IOException {
		Path report = Path.of(args[1]);
		if (Files.notExists(report)) {
			System.out.printf("Line coverage of %s: unknown, no tests were run%n", args[0]);
			return;
		}
		List<String> rows = Files.readAllLines(report);
		List<String> columns = List.of(rows.get(0).split(","));
		long missed = sum(rows, columns.indexOf("LINE_MISSED"));
		long covered = sum(rows, columns.indexOf("LINE_COVERED"));
		System.out.printf("Line coverage of %s: %.1f %% (%d of %d lines)%n", args[0],
				100.0 * covered / (covered + missed), covered, covered + missed);
	}

	private static long sum(List<String> rows, int column) {
		return rows.stream().skip(1).mapToLong((row) -> Long.parseLong(row.split(",")[column])).sum();
	}

}
