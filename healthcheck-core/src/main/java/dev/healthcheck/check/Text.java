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
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Makes text of user code and files fit to be published: bounded, and valid in a log
 * line, in UTF-8 and in JSON. Values other than text, numbers, booleans, maps and
 * collections become text here, on the thread of the check, so that no reader runs their
 * code.
 */
public final class Text {

	/** Maximum number of characters of a message or a detail. */
	static final int MESSAGE = 512;

	private static final int ENTRIES = 100;

	private static final int DEPTH = 8;

	private static final int VISITS = 1000;

	private Text() {
	}

	// Replaces control characters and line separators by a space and lone surrogates by
	// U+FFFD, and cuts to the limit, with an ellipsis as the last character
	public static String bounded(String text, int limit) {
		boolean cut = text.length() > limit;
		String kept = cut ? text.substring(0, limit - 1) : text;
		// No stream: it would take several times as long, and readers create statuses
		StringBuilder bounded = new StringBuilder(kept.length() + 1);
		for (int i = 0; i < kept.length(); i += Character.charCount(kept.codePointAt(i))) {
			bounded.appendCodePoint(publishable(kept.codePointAt(i)));
		}
		return (cut ? bounded.append('\u2026') : bounded).toString();
	}

	private static int publishable(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
			case Character.SURROGATE -> '\uFFFD';
			default -> codePoint;
		};
	}

	// Replaces control characters and line separators by a space
	public static String oneLine(String text) {
		return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", " ");
	}

	// Replaces lone surrogates, which UTF-8 cannot represent, by a question mark
	public static String wellFormed(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

	// Escapes all but printable ASCII characters as Java does, for messages about text
	// that a terminal could not show, and keeps 100 characters
	public static String spelledOut(String text) {
		return text.chars()
			.limit(100)
			.mapToObj((c) -> (c >= ' ' && c < 0x7F) ? Character.toString(c) : String.format("\\u%04x", c))
			.collect(Collectors.joining());
	}

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

	/** Counts its visits: a few maps that contain each other would be endless. */
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
			int length = Math.min(Array.getLength(value), ENTRIES);
			return list(IntStream.range(0, length).mapToObj((i) -> Array.get(value, i)).toList(), depth);
		}

	}

}
