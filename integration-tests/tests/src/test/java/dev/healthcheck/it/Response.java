package dev.healthcheck.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP response.
 *
 * @param status the status
 * @param headers the headers, by names in lower case
 * @param body the body
 */
record Response(int status, Map<String, String> headers, String body) {

	static Response parse(byte[] bytes, boolean mayHaveBody) throws IOException {
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		int end = text.indexOf("\r\n\r\n");
		if (end < 0) {
			throw new IOException("No response but '" + text + "'");
		}
		List<String> lines = text.substring(0, end).lines().toList();
		Map<String, String> fields = new TreeMap<>();
		for (String line : lines.subList(1, lines.size())) {
			int colon = line.indexOf(':');
			fields.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
		}
		String content = text.substring(end + 4);
		if ("chunked".equals(fields.get("transfer-encoding")) && mayHaveBody) {
			content = unchunked(content);
		}
		return new Response(Integer.parseInt(lines.get(0).split(" ")[1]), fields,
				new String(content.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
	}

	private static String unchunked(String chunks) {
		StringBuilder content = new StringBuilder();
		int at = 0;
		while (true) {
			int end = chunks.indexOf("\r\n", at);
			int length = Integer.parseInt(chunks.substring(at, end), 16);
			if (length == 0) {
				return content.toString();
			}
			content.append(chunks, end + 2, end + 2 + length);
			at = end + 2 + length + 2;
		}
	}

	@Nullable String type() {
		return this.headers.get("content-type");
	}

	/**
	 * Return what a monitor looks at.
	 * @return status, type and body
	 */
	String text() {
		return this.status + " " + type() + " " + this.body;
	}

}
