package dev.healthcheck.server;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * Buffers that all connections of a loop share, so that an idle connection needs none.
 * Used only by the thread of the loop.
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

	// For plain text. Starts with what the connection has kept
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

	// Copies the remaining bytes, because the next connection overwrites them
	static @Nullable ByteBuffer rest(ByteBuffer shared) {
		return shared.hasRemaining() ? ByteBuffer.allocate(shared.remaining()).put(shared).flip() : null;
	}

	private static ByteBuffer with(ByteBuffer buffer, @Nullable ByteBuffer rest) {
		buffer.clear();
		return (rest != null) ? buffer.put(rest) : buffer;
	}

}
