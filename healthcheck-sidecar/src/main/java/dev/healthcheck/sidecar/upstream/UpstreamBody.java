package dev.healthcheck.sidecar.upstream;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

import dev.healthcheck.sidecar.upstream.UpstreamCheck.ResponseException;

/**
 * Reads the body of a response, with a limit on its size before and after decompression.
 */
final class UpstreamBody {

	private static final int MAX_LINE = 256;

	private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9A-Fa-f]{1,8})[ \t]*(?:;.*)?");

	private UpstreamBody() {
	}

	static byte[] read(UpstreamHead head, InputStream in) throws IOException {
		if (head.status() == 204 || head.status() == 304 || head.status() == 101) {
			return new byte[0];
		}
		return decoded(head.contentEncoding(), raw(head, in));
	}

	private static byte[] raw(UpstreamHead head, InputStream in) throws IOException {
		if (head.chunked()) {
			return chunks(in);
		}
		return (head.contentLength() >= 0) ? exactly(head.contentLength(), 0, in) : bounded(in);
	}

	private static byte[] chunks(InputStream in) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		long size = chunkSize(in);
		while (size > 0) {
			body.write(exactly(size, body.size(), in));
			if (!line(in).isEmpty()) {
				throw invalid();
			}
			size = chunkSize(in);
		}
		return body.toByteArray();
	}

	private static long chunkSize(InputStream in) throws IOException {
		Matcher matcher = CHUNK_SIZE.matcher(line(in));
		if (!matcher.matches()) {
			throw invalid();
		}
		return Long.parseLong(matcher.group(1), 16);
	}

	private static String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		int b = in.read();
		while (b != '\n' && line.length() < MAX_LINE) {
			if (b < 0) {
				throw new EOFException();
			}
			line.append((char) b);
			b = in.read();
		}
		if (line.length() == MAX_LINE) {
			throw invalid();
		}
		int end = line.length() - 1;
		return (end >= 0 && line.charAt(end) == '\r') ? line.substring(0, end) : line.toString();
	}

	private static byte[] exactly(long length, int kept, InputStream in) throws IOException {
		if (kept + length > UpstreamCheck.MAX_BODY) {
			throw tooLong();
		}
		byte[] bytes = in.readNBytes((int) length);
		if (bytes.length < length) {
			throw new EOFException();
		}
		return bytes;
	}

	private static byte[] bounded(InputStream in) throws IOException {
		byte[] bytes = in.readNBytes(UpstreamCheck.MAX_BODY + 1);
		if (bytes.length > UpstreamCheck.MAX_BODY) {
			throw tooLong();
		}
		return bytes;
	}

	private static byte[] decoded(String encoding, byte[] bytes) throws IOException {
		try {
			return switch (encoding) {
				case "", "identity" -> bytes;
				// Although the request does not accept it
				case "gzip", "x-gzip" -> inflated(new GZIPInputStream(new ByteArrayInputStream(bytes)));
				case "deflate" -> inflated(new InflaterInputStream(new ByteArrayInputStream(bytes)));
				default -> throw new ResponseException("returned a content encoding that is not supported");
			};
		}
		catch (ZipException | EOFException ex) {
			throw new ResponseException("returned a body that cannot be decompressed");
		}
	}

	private static byte[] inflated(InputStream in) throws IOException {
		// Closing frees the memory of zlib
		try (in) {
			return bounded(in);
		}
	}

	private static ResponseException tooLong() {
		return new ResponseException("returned a body of more than " + UpstreamCheck.MAX_BODY + " bytes");
	}

	private static ResponseException invalid() {
		return new ResponseException("returned an invalid HTTP body");
	}

}
