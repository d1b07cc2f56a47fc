package dev.healthcheck.statsd;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Makes text of the bytes of lines. Reports what is not UTF-8, which the constructors of
 * String replace, and without an exception for each line: a flood of such lines must be
 * read as fast as any. Used by one thread at a time.
 */
final class LineDecoder {

	private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

	private final CharBuffer chars = CharBuffer.allocate(DatagramReader.MAX_BYTES);

	/**
	 * Decode a line.
	 * @param bytes the bytes of a datagram
	 * @param start where the line begins
	 * @param end where it ends
	 * @return the text, or {@code null} if it is not UTF-8
	 */
	@Nullable String decode(byte[] bytes, int start, int end) {
		if (start == end) {
			return "";
		}
		this.chars.clear();
		this.decoder.reset();
		boolean wrong = this.decoder.decode(ByteBuffer.wrap(bytes, start, end - start), this.chars, true).isError();
		return wrong ? null : this.chars.flip().toString();
	}

}
