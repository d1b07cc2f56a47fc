package dev.healthcheck.benchmarks.report;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

/**
 * One figure of a row.
 *
 * @param column what it is
 * @param number the figure, for machines; {@code null} where there is none
 * @param unit of the number; empty for a count
 * @param text the figure, for people
 */
public record Value(String column, @Nullable Double number, String unit, String text) {

	/**
	 * Return a text.
	 * @param column what it is
	 * @param text the text
	 * @return the value
	 */
	public static Value text(String column, String text) {
		return new Value(column, null, "", text);
	}

	/**
	 * Return a count.
	 * @param column what it is
	 * @param count how many
	 * @return the value
	 */
	public static Value count(String column, long count) {
		return new Value(column, (double) count, "", String.format(Locale.ROOT, "%,d", count));
	}

	/**
	 * Return a figure.
	 * @param column what it is
	 * @param number the figure
	 * @param unit its unit
	 * @return the value, with three digits that say something
	 */
	public static Value of(String column, double number, String unit) {
		String text = (digits(number) + " " + unit).stripTrailing();
		return new Value(column, number, unit, text);
	}

	/**
	 * Return how long probes took.
	 * @param column what it is
	 * @param millis how long; empty where they had failed
	 * @param timeout after how long they had
	 * @return the value
	 */
	public static Value millis(String column, OptionalDouble millis, Duration timeout) {
		if (millis.isEmpty()) {
			return new Value(column, null, "ms", "failed (" + digits(timeout.toMillis() / 1000.0) + " s)");
		}
		return of(column, millis.getAsDouble(), "ms");
	}

	/**
	 * Return a number with three digits that say something.
	 * @param number the number
	 * @return its text
	 */
	static String digits(double number) {
		double size = Math.abs(number);
		String format = (size >= 100) ? "%,.0f" : (size >= 10) ? "%.1f" : (size == Math.rint(size)) ? "%.0f" : "%.2f";
		return String.format(Locale.ROOT, format, number);
	}

}
