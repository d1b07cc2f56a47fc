package dev.healthcheck.benchmarks.report;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What was measured of one arm.
 *
 * @param arm what tables call it
 * @param values the figures
 * @param notRun why there are none; {@code null} where there are
 */
public record Row(String arm, List<Value> values, @Nullable String notRun) {

	private static final int MAX_REASON = 300;

	/**
	 * Return a row.
	 * @param arm what tables call it
	 * @param values the figures
	 * @return the row
	 */
	public static Row of(String arm, Value... values) {
		return new Row(arm, List.of(values), null);
	}

	/**
	 * Return the row of an arm that could not run.
	 * @param arm what tables call it
	 * @param reason why, shortened to one line
	 * @return the row
	 */
	public static Row notRun(String arm, String reason) {
		String line = reason.strip().replaceAll("\\s+", " ");
		return new Row(arm, List.of(), (line.length() > MAX_REASON) ? line.substring(0, MAX_REASON) + " …" : line);
	}

}
