package dev.healthcheck.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.healthcheck.probe.ProbeRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of one request, line by line, as defined in RFC 9112. A line may end
 * with a bare LF (section 2.2), and empty lines before a request are ignored. A body is
 * not read. Whatever another server could interpret differently is rejected with 400, and
 * the connection is closed: white space around a name, a folded line, two hosts, two
 * lengths, a length with a transfer coding. So is a request line without a version
 * (HTTP/0.9).
 */
final class RequestReader {

	/** The maximum number of bytes of the request line. */
	static final int LINE = 4096;

	/** The maximum number of bytes of all headers together. */
	static final int HEADERS = 8192;

	private static final Pattern WHITE_SPACE = Pattern.compile("[ \t]+");

	private static final Pattern VERSION = Pattern.compile("HTTP/[0-9]\\.[0-9]");

	private static final Pattern DIGITS = Pattern.compile("[0-9]+");

	private static final Pattern ZERO = Pattern.compile("0+");

	private static final Pattern URL = Pattern.compile("(?is)https?://[^/?#]+(.*)");

	/** Number of bytes of an incomplete line that have been searched for its end. */
	private int searched;

	private @Nullable ProbeRequest request;

	private boolean http11;

	private int headers;

	private int hosts;

	private @Nullable String length;

	private boolean coded;

	private boolean keepAlive;

	private boolean close;

	// Consumes complete lines. Returns null if bytes of the head are missing
	@Nullable ParsedRequest read(ByteBuffer input) {
		while (true) {
			int start = input.position();
			int end = start + this.searched;
			while (end < input.limit() && input.get(end) != '\n') {
				end++;
			}
			if (isTooLong(end - start)) {
				return ParsedRequest.wrong((this.request != null) ? 431 : 414);
			}
			if (end == input.limit()) {
				this.searched = end - start;
				return null;
			}
			this.searched = 0;
			byte[] line = new byte[(end > start && input.get(end - 1) == '\r') ? end - 1 - start : end - start];
			input.get(line).position(end + 1);
			ParsedRequest parsed = line(line);
			if (parsed != null) {
				return parsed;
			}
		}
	}

	boolean isWithinHead() {
		return this.request != null;
	}

	private boolean isTooLong(int length) {
		// The CR of its end is not part of a line
		return (this.request != null) ? this.headers + length > HEADERS + 1 : length > LINE + 1;
	}

	private @Nullable ParsedRequest line(byte[] line) {
		if (this.request == null) {
			return (line.length > 0) ? requestLine(new String(line, StandardCharsets.ISO_8859_1)) : null;
		}
		if (line.length == 0) {
			return head(this.request);
		}
		this.headers += line.length;
		return header(line) ? null : ParsedRequest.wrong(400);
	}

	private @Nullable ParsedRequest requestLine(String line) {
		String[] words = WHITE_SPACE.split(line, 4);
		if (words.length != 3 || !Token.matches(words[0]) || !VERSION.matcher(words[2]).matches()
				|| !Token.isText(words[1])) {
			return ParsedRequest.wrong(400);
		}
		if (!words[2].equals("HTTP/1.1") && !words[2].equals("HTTP/1.0")) {
			return ParsedRequest.wrong(505);
		}
		this.http11 = words[2].equals("HTTP/1.1");
		this.request = request(words[0], words[1]);
		return (this.request != null) ? null : ParsedRequest.wrong(400);
	}

	private boolean header(byte[] line) {
		int colon = 0;
		while (colon < line.length && Token.isTokenCharacter(line[colon])) {
			colon++;
		}
		if (colon == 0 || colon == line.length || line[colon] != ':') {
			return false;
		}
		String value = new String(line, colon + 1, line.length - colon - 1, StandardCharsets.ISO_8859_1);
		// The length rules out most of the headers that do not matter
		return Token.isText(value) && switch (colon) {
			case 4, 10, 14, 17 -> header(new String(line, 0, colon, StandardCharsets.ISO_8859_1), value);
			default -> true;
		};
	}

	private boolean header(String name, String value) {
		switch (name.toLowerCase(Locale.ROOT)) {
			case "host" -> this.hosts++;
			case "connection" -> connection(value);
			case "transfer-encoding" -> {
				this.coded = true;
			}
			case "content-length" -> {
				boolean first = this.length == null;
				this.length = value.strip();
				return first && DIGITS.matcher(this.length).matches();
			}
			default -> {
			}
		}
		return true;
	}

	private void connection(String value) {
		for (String option : value.split(",")) {
			this.close |= option.strip().equalsIgnoreCase("close");
			this.keepAlive |= option.strip().equalsIgnoreCase("keep-alive");
		}
	}

	private ParsedRequest head(ProbeRequest request) {
		boolean wrong = this.hosts > 1 || (this.hosts == 0 && this.http11) || (this.coded && this.length != null);
		boolean hasBody = this.coded || (this.length != null && !ZERO.matcher(this.length).matches());
		// An unread body is indistinguishable from the next request
		boolean keepAlive = !hasBody && !this.close && (this.http11 || this.keepAlive);
		return wrong ? ParsedRequest.wrong(400) : new ParsedRequest(request, 0, keepAlive, hasBody);
	}

	// A path with or without a query, a whole URL, or * (RFC 9112, section 3.2)
	private static @Nullable ProbeRequest request(String method, String target) {
		String origin = origin(method, target);
		int mark = origin.indexOf('?');
		String path = (mark >= 0) ? origin.substring(0, mark) : origin;
		String query = (mark >= 0) ? origin.substring(mark + 1) : "";
		boolean valid = origin.equals("*") ? method.equals("OPTIONS") : path.startsWith("/") && isPath(path);
		return valid ? new ProbeRequest(method, path, query) : null;
	}

	private static String origin(String method, String target) {
		if (target.startsWith("/")) {
			return target;
		}
		Matcher url = URL.matcher(target);
		if (!url.matches()) {
			return target;
		}
		String origin = url.group(1);
		if (origin.isEmpty() && method.equals("OPTIONS")) {
			return "*";
		}
		return origin.startsWith("/") ? origin : "/" + origin;
	}

	private static boolean isPath(String path) {
		for (int i = 0; i < path.length(); i++) {
			char c = path.charAt(i);
			if (c >= 0x7F || (c == '%' && !(isHex(path, i + 1) && isHex(path, i + 2)))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isHex(String path, int index) {
		return index < path.length() && HexFormat.isHexDigit(path.charAt(index));
	}

	/**
	 * The head of a request.
	 *
	 * @param request the request; without a path if the head is wrong
	 * @param error the HTTP status code if the head is wrong, otherwise 0
	 */
	record ParsedRequest(ProbeRequest request, int error, boolean keepAlive, boolean hasBody) {

		static ParsedRequest wrong(int error) {
			return new ParsedRequest(new ProbeRequest("", ""), error, false, true);
		}

	}

}
