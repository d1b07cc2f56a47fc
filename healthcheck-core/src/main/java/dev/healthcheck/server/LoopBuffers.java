package dev.healthcheck.server;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * Buffers that all connections of a loop share, so that an idle connection has none of
 * its own. Used by the thread of the loop only.
 */
final class LoopBuffers {

	/**
	 * More than the part of a head that is kept (8 KiB) and the plain text of all TLS
	 * records that are read at once (17 KiB).
	 */
	private static final int INPUT = 32 * 1024;

	/** More than the largest TLS record with its header. */
	private static final int RECORD = 17 * 1024;

	private final ByteBuffer input = ByteBuffer.allocate(INPUT);

	private @Nullable ByteBuffer received;

	private @Nullable ByteBuffer sent;

	// For plain text. It begins with the rest that a connection has kept
	ByteBuffer input(@Nullable ByteBuffer rest) {
		return with(this.input, rest);
	}

	// For TLS records
	ByteBuffer received(@Nullable ByteBuffer rest) {
		if (this.received == null) {
			this.received = ByteBuffer.allocateDirect(RECORD);
		}
		return with(this.received, rest);
	}

	ByteBuffer sent() {
		if (this.sent == null) {
			this.sent = ByteBuffer.allocateDirect(RECORD);
		}
		return this.sent.clear();
	}

	// Copies what is left, as the next connection overwrites it
	static @Nullable ByteBuffer rest(ByteBuffer shared) {
		return shared.hasRemaining() ? ByteBuffer.allocate(shared.remaining()).put(shared).flip() : null;
	}

	private static ByteBuffer with(ByteBuffer buffer, @Nullable ByteBuffer rest) {
		buffer.clear();
		return (rest != null) ? buffer.put(rest) : buffer;
	}

}
