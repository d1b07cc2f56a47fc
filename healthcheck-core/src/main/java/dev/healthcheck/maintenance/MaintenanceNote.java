package dev.healthcheck.maintenance;

import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Value object for what a maintenance file says: the reason in its first line, and lines
 * {@code until: } with an end and {@code by: } with whoever has written it. Other lines
 * are for people.
 *
 * @param reason the reason, or {@code null} if there is none
 * @param until the end as it is written, or {@code null} if there is none
 * @param by who has written it, or {@code null} if it does not say
 */
record MaintenanceNote(@Nullable String reason, @Nullable String until, @Nullable String by) {

	private static final Pattern KEYED = Pattern.compile("(?i)(reason|until|by):\\s*(.*)");

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+");

	private static final int MAX_TEXT = 256;

	/**
	 * Create a note of single lines of at most 256 characters.
	 */
	MaintenanceNote {
		reason = line(reason);
		until = line(until);
		by = line(by);
	}

	static @Nullable String line(@Nullable String text) {
		String line = (text != null) ? UNPRINTABLE.matcher(text).replaceAll(" ").strip() : "";
		int end = Math.min(line.length(), MAX_TEXT);
		if (end > 0 && end < line.length() && Character.isHighSurrogate(line.charAt(end - 1))) {
			end--;
		}
		return (end > 0) ? line.substring(0, end).stripTrailing() : null;
	}

	static MaintenanceNote parse(String content) {
		Map<String, String> values = new HashMap<>();
		boolean first = true;
		for (String line : content.lines().map(String::strip).toList()) {
			Matcher matcher = KEYED.matcher(line);
			if (matcher.matches()) {
				values.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
			}
			else if (first) {
				values.put("reason", line);
			}
			first = false;
		}
		return new MaintenanceNote(values.get("reason"), values.get("until"), values.get("by"));
	}

	/**
	 * Return the text that is read as this note.
	 * @return the text
	 */
	String text() {
		StringBuilder text = new StringBuilder();
		if (this.reason != null) {
			text.append(KEYED.matcher(this.reason).matches() ? "reason: " : "").append(this.reason);
		}
		text.append('\n');
		if (this.until != null) {
			text.append("until: ").append(this.until).append('\n');
		}
		if (this.by != null) {
			text.append("by: ").append(this.by).append('\n');
		}
		return text.toString();
	}

	/**
	 * Return what the note amounts to. An end counts if it was still to come when the
	 * file was written: whoever writes one that is past has mistaken the time, and meant
	 * maintenance.
	 * @param file the file
	 * @param written when it was last written
	 * @param now the time
	 * @return the state
	 */
	MaintenanceState state(Path file, Instant written, Instant now) {
		Instant end = null;
		String problem = null;
		if (this.until != null) {
			try {
				end = OffsetDateTime.parse(this.until).toInstant();
				if (!end.isAfter(written)) {
					problem = "its end '" + this.until + "' was past when it was written, and is ignored";
					end = null;
				}
			}
			catch (DateTimeParseException ex) {
				problem = "its end '" + this.until + "' is no time such as 2026-12-31T18:00:00Z, and is ignored";
			}
		}
		boolean active = end == null || now.isBefore(end);
		return new MaintenanceState(active, this.reason, file, written, end, this.by, problem);
	}

}
