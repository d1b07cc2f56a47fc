package dev.healthcheck.server;

import java.nio.ByteBuffer;

/** The protocol of a {@link Connection}. Used by the thread of the loop only. */
interface Session {

	// Uses what has been received until the connection takes no more; what is left is
	// kept. Returns whether there may be more to do with that
	boolean receive(ByteBuffer input);

	boolean isWithinMessage();

	// Does without the response that waits for a thread
	default void giveUp() {
	}

	// The connection has been closed
	default void end() {
	}

}
