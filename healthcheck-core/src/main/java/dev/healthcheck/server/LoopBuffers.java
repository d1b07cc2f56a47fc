package dev.healthcheck.server;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * Buffers that all connections of a loop share, so that a connection that has nothing to
 * say has none of its own. Used by the thread of the loop only.
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

	/**
	 * Return the buffer for what connections receive.
	 * @param rest what is put in front, or {@code null}
	 * @return the buffer, with room for more
	 */
	ByteBuffer input(@Nullable ByteBuffer rest) {
		return with(this.input, rest);
	}

	/**
	 * Return the buffer for TLS records that are received.
	 * @param rest what is put in front, or {@code null}
	 * @return the buffer, with room for more
	 */
	ByteBuffer received(@Nullable ByteBuffer rest) {
		if (this.received == null) {
			this.received = ByteBuffer.allocateDirect(RECORD);
		}
		return with(this.received, rest);
	}

	/**
	 * Return the buffer for TLS records that are sent.
	 * @return the buffer, empty
	 */
	ByteBuffer sent() {
		if (this.sent == null) {
			this.sent = ByteBuffer.allocateDirect(RECORD);
		}
		return this.sent.clear();
	}

	/**
	 * Return a copy of what is left of a shared buffer.
	 * @param shared the buffer
	 * @return the copy, or {@code null} if nothing is left
	 */
	static @Nullable ByteBuffer rest(ByteBuffer shared) {
		return shared.hasRemaining() ? ByteBuffer.allocate(shared.remaining()).put(shared).flip() : null;
	}

	private static ByteBuffer with(ByteBuffer buffer, @Nullable ByteBuffer rest) {
		buffer.clear();
		return (rest != null) ? buffer.put(rest) : buffer;
	}

}
