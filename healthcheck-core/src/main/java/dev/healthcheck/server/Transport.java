package dev.healthcheck.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Deque;

/**
 * Carries the bytes of a connection without ever waiting: here as they are, in
 * {@link TlsTransport} encrypted. Used only by the thread of the loop.
 */
class Transport {

	/** One client that sends much must not keep the others waiting. */
	private static final int AT_ONCE = 4096;

	static final ByteBuffer[] NONE = {};

	final SocketChannel channel;

	Transport(Connection connection) {
		this(connection.channel());
	}

	Transport(SocketChannel channel) {
		this.channel = channel;
	}

	// Returns the number of bytes, 0 if there are none now, -1 if there will be no more
	int read(ByteBuffer target) throws IOException {
		target.limit(Math.min(target.capacity(), target.position() + AT_ONCE));
		return this.channel.read(target);
	}

	// Removes what has been written, and returns whether that is all
	boolean write(Deque<ByteBuffer> bytes) throws IOException {
		while (!bytes.isEmpty()) {
			if (bytes.size() == 1) {
				this.channel.write(bytes.getFirst());
			}
			else {
				this.channel.write(bytes.toArray(NONE));
			}
			if (bytes.getFirst().hasRemaining()) {
				return false;
			}
			while (!bytes.isEmpty() && !bytes.getFirst().hasRemaining()) {
				bytes.removeFirst();
			}
		}
		return true;
	}

	// Returns whether the client has been notified. If not, call this again
	boolean endOutput() throws IOException {
		this.channel.shutdownOutput();
		return true;
	}

	// Returns what to wait for if the connection waits for these operations
	int operations(int operations) {
		return operations;
	}

	// Whether the connection may be closed as soon as all is written. Otherwise the
	// client is given time to close it first
	boolean canCloseFirst() {
		return true;
	}

	void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			// It is gone
		}
	}

}
