package dev.healthcheck.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Deque;

/**
 * What carries the bytes of a connection, without ever waiting. Used by the thread of the
 * loop only.
 */
interface Transport {

	/**
	 * Read what has arrived, at most what can arrive at once.
	 * @param target where to put it
	 * @return the number of bytes, 0 if there are none now, -1 if there will be no more
	 * @throws IOException if the connection is broken
	 */
	int read(ByteBuffer target) throws IOException;

	/**
	 * Write as much as the other end takes.
	 * @param bytes what to write; what has been taken is removed
	 * @return whether all of it has been taken
	 * @throws IOException if the connection is broken
	 */
	boolean write(Deque<ByteBuffer> bytes) throws IOException;

	/**
	 * Say that nothing more is written.
	 * @return whether that has been taken; if not, to be called again
	 * @throws IOException if the connection is broken
	 */
	boolean endOutput() throws IOException;

	/**
	 * Return what the transport itself waits for.
	 * @param operations what the connection waits for
	 * @return the operations to wait for
	 */
	int operations(int operations);

	/**
	 * Return whether the connection may be closed as soon as all is written. Otherwise
	 * the other end is given time to close first.
	 * @return whether it may
	 */
	boolean canCloseFirst();

	/** Close the connection, quietly. */
	void close();

}
