package dev.healthcheck.server;

import java.nio.ByteBuffer;

/** The protocol of a {@link Connection}. Used only by the thread of the loop. */
interface Session {

	// Uses the received bytes until the connection takes no more, and leaves the rest.
	// Returns whether the rest may have another message
	boolean receive(ByteBuffer input);

	default boolean isWithinMessage() {
		return false;
	}

	// A response has taken too long, whether it waits for a thread or is being made
	default void giveUp() {
	}

	// The connection has been closed
	default void end() {
	}

}
