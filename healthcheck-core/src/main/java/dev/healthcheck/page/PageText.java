package dev.healthcheck.page;

import java.time.Duration;
import java.util.Locale;

/**
 * Makes text fit to be shown among other text: nothing in it changes what stands around
 * it, and nothing is invisible.
 */
final class PageText {

	private static final int LIMIT = 512;

	private PageText() {
	}

	/**
	 * Return a text with what steers the direction of writing spelled out, control
	 * characters as spaces, and lone surrogates as U+FFFD.
	 * @param text the text
	 * @return at most 512 characters of it, an ellipsis at the end if it was cut
	 */
	static String visible(String text) {
		StringBuilder visible = new StringBuilder(Math.min(text.length(), LIMIT) + 16);
		int i = 0;
		while (i < text.length()) {
			int codePoint = text.codePointAt(i);
			if (i >= LIMIT) {
				return visible.append('\u2026').toString();
			}
			append(visible, codePoint);
			i += Character.charCount(codePoint);
		}
		return visible.toString();
	}

	private static void append(StringBuilder visible, int codePoint) {
		switch (Character.getType(codePoint)) {
			case Character.FORMAT -> visible.append(String.format(Locale.ROOT, "[U+%04X]", codePoint));
			case Character.SURROGATE -> visible.append('\uFFFD');
			case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> visible.append(' ');
			default -> visible.appendCodePoint(codePoint);
		}
	}

	/**
	 * Return how long something takes, as precisely as a reader wants to know.
	 * @param duration the duration
	 * @return the duration in milliseconds or seconds, or as an {@linkplain #age age}
	 */
	static String took(Duration duration) {
		long micros = duration.toNanos() / 1000;
		if (micros < 10_000) {
			return String.format(Locale.ROOT, "%.1f ms", micros / 1000.0);
		}
		if (micros < 1_000_000) {
			return micros / 1000 + " ms";
		}
		return (micros < 60_000_000) ? String.format(Locale.ROOT, "%.1f s", micros / 1e6) : age(duration);
	}

	/**
	 * Return how long ago something was.
	 * @param age the age; a negative one, as after a clock was set back, counts as zero
	 * @return the age in its two greatest units
	 */
	static String age(Duration age) {
		long seconds = Math.max(0, age.toSeconds());
		if (seconds < 60) {
			return seconds + " s";
		}
		if (seconds < 3600) {
			return seconds / 60 + " min" + ((seconds < 600 && seconds % 60 > 0) ? " " + seconds % 60 + " s" : "");
		}
		if (seconds < 86_400) {
			return seconds / 3600 + " h" + ((seconds / 60 % 60 > 0) ? " " + seconds / 60 % 60 + " min" : "");
		}
		return seconds / 86_400 + " d" + ((seconds / 3600 % 24 > 0) ? " " + seconds / 3600 % 24 + " h" : "");
	}

}
