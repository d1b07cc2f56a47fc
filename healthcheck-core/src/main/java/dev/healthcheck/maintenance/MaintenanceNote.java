package dev.healthcheck.maintenance;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.healthcheck.check.Text;
import org.jspecify.annotations.Nullable;

/**
 * Value object for the content of a maintenance file: the reason in its first line, the
 * end as it is written, and the author. Other lines are for people.
 */
record MaintenanceNote(@Nullable String reason, @Nullable String until, @Nullable String by) {

	private static final Pattern KEYED = Pattern.compile("(?i)(reason|until|by):\\s*(.*)");

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+");

	private static final int MAX_TEXT = 256;

	MaintenanceNote {
		reason = line(reason);
		until = line(until);
		by = line(by);
	}

	static @Nullable String line(@Nullable String text) {
		String line = (text != null) ? UNPRINTABLE.matcher(text).replaceAll(" ").strip() : "";
		return line.isEmpty() ? null : Text.bounded(line, MAX_TEXT);
	}

	// UTF-8 unless a byte order mark says otherwise: shells and editors of Windows
	static String decode(byte[] content) {
		int mark = (content.length >= 2) ? ((content[0] & 0xFF) << 8) + (content[1] & 0xFF) : 0;
		String text = new String(content, switch (mark) {
			case 0xFEFF -> StandardCharsets.UTF_16BE;
			case 0xFFFE -> StandardCharsets.UTF_16LE;
			default -> StandardCharsets.UTF_8;
		});
		return text.startsWith("\uFEFF") ? text.substring(1) : text;
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

	// The parser reads this text as an equal note
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

	// An end that was past when the file was written is a mistake: maintenance was meant
	MaintenanceState state(Path file, Instant written) {
		Instant end = null;
		String problem = null;
		if (this.until != null) {
			try {
				end = OffsetDateTime.parse(this.until).toInstant();
				if (!end.isAfter(written)) {
					problem = "its end '" + this.until + "' is before the file was written, and is ignored";
					end = null;
				}
			}
			catch (DateTimeParseException ex) {
				problem = "its end '" + this.until + "' is not a time such as 2026-12-31T18:00:00Z, and is ignored";
			}
		}
		return new MaintenanceState(true, this.reason, file, written, end, this.by, problem);
	}

}
