package dev.healthcheck.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Deque;

/**
 * Carries the bytes of a connection without ever waiting. Used by the thread of the loop
 * only.
 */
interface Transport {

	// Returns the number of bytes, 0 if there are none now, -1 if there will be no more
	int read(ByteBuffer target) throws IOException;

	// Removes what has been written, and returns whether that is all
	boolean write(Deque<ByteBuffer> bytes) throws IOException;

	// Returns whether the client has been told; if not, to be called again
	boolean endOutput() throws IOException;

	// Returns what to wait for if the connection waits for these operations
	int operations(int operations);

	// Whether the connection may be closed as soon as all is written. Otherwise the
	// client
	// is given time to close first
	boolean canCloseFirst();

	void close();

}
