package dev.healthcheck.sidecar.upstream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.healthcheck.sidecar.upstream.UpstreamCheck.ResponseException;

/**
 * Value object for the head of a response: the status, and the fields that say how to
 * read the body, in lower case. No other field is kept.
 *
 * @param contentLength the length of the body, or -1 if it ends with the connection
 */
record UpstreamHead(int status, String contentType, String contentEncoding, boolean chunked, long contentLength) {

	private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})(?: .*)?");

	private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

	static UpstreamHead read(InputStream in) throws IOException {
		Lines lines = new Lines(in);
		UpstreamHead head = readOne(lines);
		// 1xx precedes the response; 101 would change the protocol
		while (head.status < 200 && head.status != 101) {
			head = readOne(lines);
		}
		return head;
	}

	private static UpstreamHead readOne(Lines lines) throws IOException {
		Matcher matcher = STATUS.matcher(lines.next());
		if (!matcher.matches()) {
			throw notHttp();
		}
		Map<String, List<String>> fields = new HashMap<>();
		String line = lines.next();
		while (!line.isEmpty()) {
			int colon = line.indexOf(':');
			if (colon < 1) {
				throw notHttp();
			}
			line = line.toLowerCase(Locale.ROOT);
			fields.computeIfAbsent(line.substring(0, colon), (name) -> new ArrayList<>())
				.add(line.substring(colon + 1).strip());
			line = lines.next();
		}
		return new UpstreamHead(Integer.parseInt(matcher.group(1)), last(fields, "content-type"),
				last(fields, "content-encoding"), chunked(fields.getOrDefault("transfer-encoding", List.of())),
				length(fields.getOrDefault("content-length", List.of())));
	}

	private static String last(Map<String, List<String>> fields, String name) {
		List<String> values = fields.getOrDefault(name, List.of(""));
		return values.get(values.size() - 1);
	}

	private static boolean chunked(List<String> encodings) throws ResponseException {
		if (!encodings.stream().allMatch("chunked"::equals)) {
			throw new ResponseException("returned a transfer encoding that is not supported");
		}
		return !encodings.isEmpty();
	}

	private static long length(List<String> values) throws ResponseException {
		long length = -1;
		for (String value : values) {
			if (!LENGTH.matcher(value).matches() || (length >= 0 && length != Long.parseLong(value))) {
				throw notHttp();
			}
			length = Long.parseLong(value);
		}
		return length;
	}

	private static ResponseException notHttp() {
		return new ResponseException("did not return HTTP");
	}

	/** Bounds all heads of a response together. */
	private static final class Lines {

		private static final int MAX_HEAD = 16 * 1024;

		private final InputStream in;

		private int left = MAX_HEAD;

		Lines(InputStream in) {
			this.in = in;
		}

		String next() throws IOException {
			StringBuilder line = new StringBuilder();
			int b = read();
			while (b != '\r' && b != '\n') {
				if (b == 0x7F || (b < ' ' && b != '\t')) {
					throw notHttp();
				}
				line.append((char) b);
				b = read();
			}
			if (b == '\r' && read() != '\n') {
				throw notHttp();
			}
			return line.toString();
		}

		private int read() throws IOException {
			if (this.left-- == 0) {
				throw new ResponseException("returned a head of more than " + MAX_HEAD + " bytes");
			}
			int b = this.in.read();
			if (b < 0) {
				throw new EOFException();
			}
			return b;
		}

	}

}
