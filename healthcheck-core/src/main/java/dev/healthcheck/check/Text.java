package dev.healthcheck.check;

import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Makes what user code and files say fit to be published: bounded, and valid in a log
 * line, in UTF-8 and in JSON. Values that are neither text, number, boolean, map nor
 * collection become text here, on the thread of the check, so that no reader has to run
 * their code.
 *
 * @since 0.1.0
 */
public final class Text {

	/** The most characters that a message or a detail keeps. */
	static final int MESSAGE = 512;

	private static final int ENTRIES = 100;

	private static final int DEPTH = 8;

	private static final int VISITS = 1000;

	private Text() {
	}

	/**
	 * Replace control characters by a space and lone surrogates by U+FFFD, and cut.
	 * @param text the text
	 * @param limit the most characters to keep; what is cut ends with an ellipsis
	 * @return the text, fit to be published
	 */
	public static String bounded(String text, int limit) {
		boolean cut = text.length() > limit;
		int end = cut ? limit - 1 : text.length();
		StringBuilder bounded = new StringBuilder(end + 1);
		for (int i = 0; i < end; i++) {
			char c = text.charAt(i);
			if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
				bounded.append(c).append(text.charAt(++i));
			}
			else if (Character.isSurrogate(c)) {
				bounded.append('\uFFFD');
			}
			else {
				bounded.append((Character.isISOControl(c) || isLineSeparator(c)) ? ' ' : c);
			}
		}
		return (cut ? bounded.append('\u2026') : bounded).toString();
	}

	private static boolean isLineSeparator(char c) {
		return c == '\u2028' || c == '\u2029';
	}

	/**
	 * Replace control characters and line separators by a space.
	 * @param text the text
	 * @return the text, as long as before
	 */
	public static String oneLine(String text) {
		return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", " ");
	}

	/**
	 * Replace lone surrogates, which UTF-8 has no bytes for, by a question mark.
	 * @param text the text
	 * @return the text, as long as before
	 */
	public static String wellFormed(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

	/**
	 * Spell out everything but the printable characters of ASCII, for messages about text
	 * that a terminal could not show.
	 * @param text the text, of which 100 characters are kept
	 * @return the text, with escapes as in Java's source
	 */
	public static String spelledOut(String text) {
		return text.chars()
			.limit(100)
			.mapToObj((c) -> (c >= ' ' && c < 0x7F) ? Character.toString(c) : String.format("\\u%04x", c))
			.collect(Collectors.joining());
	}

	/**
	 * Return a bounded copy of the details of a result.
	 * @param details the details
	 * @return an unmodifiable copy in the same order
	 */
	static Map<String, Object> details(Map<?, ?> details) {
		return new Copy().map(details, DEPTH);
	}

	private static String textOf(@Nullable Object value, int limit) {
		try {
			// Twice: toString() may return null, or throw
			return bounded(String.valueOf(String.valueOf(value)), limit);
		}
		catch (Throwable ex) {
			return bounded("(its text could not be read: " + ex.getClass().getName() + ")", limit);
		}
	}

	private static boolean isContainer(Object value) {
		return value instanceof Map || value instanceof Collection || value.getClass().isArray();
	}

	private static boolean isPlainNumber(Object value) {
		return value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte
				|| (value instanceof Double number && Double.isFinite(number))
				|| (value instanceof Float number && Float.isFinite(number));
	}

	/**
	 * One copy. It counts what it has visited: a few maps that hold each other many times
	 * would be endless otherwise.
	 */
	private static final class Copy {

		private int visited;

		Map<String, Object> map(Map<?, ?> source, int depth) {
			Map<String, Object> map = new LinkedHashMap<>();
			for (Map.Entry<?, ?> entry : source.entrySet()) {
				if (map.size() == ENTRIES || this.visited++ >= VISITS) {
					break;
				}
				Object value = value(entry.getValue(), depth);
				if (value != null) {
					map.put(textOf(entry.getKey(), 64), value);
				}
			}
			return Collections.unmodifiableMap(map);
		}

		private List<Object> list(Iterable<?> source, int depth) {
			List<Object> list = new ArrayList<>();
			for (Object element : source) {
				if (list.size() == ENTRIES || this.visited++ >= VISITS) {
					break;
				}
				Object value = value(element, depth);
				if (value != null) {
					list.add(value);
				}
			}
			return Collections.unmodifiableList(list);
		}

		private @Nullable Object value(@Nullable Object value, int depth) {
			if (value == null || value instanceof Boolean || isPlainNumber(value)) {
				return value;
			}
			if (isContainer(value)) {
				return (depth > 0) ? container(value, depth - 1) : "\u2026";
			}
			return textOf(value, MESSAGE);
		}

		private Object container(Object value, int depth) {
			if (value instanceof Map<?, ?> map) {
				return map(map, depth);
			}
			if (value instanceof Collection<?> collection) {
				return list(collection, depth);
			}
			List<@Nullable Object> elements = new ArrayList<>();
			for (int i = 0; i < Math.min(Array.getLength(value), ENTRIES); i++) {
				elements.add(Array.get(value, i));
			}
			return list(elements, depth);
		}

	}

}
