package dev.healthcheck.server;

import java.nio.ByteBuffer;

/** What answers a {@link Connection}. Used by the thread of the loop only. */
interface Session {

	/**
	 * Use what has been received: until it is used up, the connection is full, or a
	 * response has to be waited for.
	 * @param input what has been received; what is left is kept
	 * @return whether there may be more to do with what is left
	 */
	boolean receive(ByteBuffer input);

	/**
	 * Return whether part of a message has been used already.
	 * @return whether the rest of a message is missing
	 */
	boolean isWithinMessage();

	/** Do without the response that waits for a thread. */
	default void giveUp() {
	}

	/** Take note that the connection has been closed. */
	default void end() {
	}

}
