package dev.healthcheck.statsd;

import org.jspecify.annotations.Nullable;

/**
 * Value object for a decimal in ASCII digits, without sign and exponent: {@code 3},
 * {@code 3.0}. The JDK's own parsers take digits of any script, and some take
 * {@code 1e9}, {@code NaN} and {@code 0x1p3}.
 *
 * @param whole what stands before the dot, at most {@link #TOO_LARGE}
 * @param fractional whether there is a digit other than zero behind it
 */
record Decimal(long whole, boolean fractional) {

	/** Stands for everything that no count can be. */
	static final long TOO_LARGE = Integer.MAX_VALUE + 1L;

	/**
	 * Parse the end of a text.
	 * @param text the text
	 * @param start where the decimal begins
	 * @return the decimal, or {@code null} if it is none
	 */
	static @Nullable Decimal parse(String text, int start) {
		int dot = text.indexOf('.', start);
		int end = (dot < 0) ? text.length() : dot;
		if (!isDigits(text, start, end) || (dot >= 0 && !isDigits(text, dot + 1, text.length()))) {
			return null;
		}
		long number = 0;
		for (int i = start; i < end; i++) {
			number = Math.min(TOO_LARGE, number * 10 + text.charAt(i) - '0');
		}
		boolean fraction = false;
		for (int i = end + 1; i < text.length(); i++) {
			fraction |= text.charAt(i) != '0';
		}
		return new Decimal(number, fraction);
	}

	private static boolean isDigits(String text, int start, int end) {
		for (int i = start; i < end; i++) {
			if (text.charAt(i) < '0' || text.charAt(i) > '9') {
				return false;
			}
		}
		return start < end;
	}

}
