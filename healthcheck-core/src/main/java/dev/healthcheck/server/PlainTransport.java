package dev.healthcheck.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Deque;

/** {@link Transport} without encryption. */
final class PlainTransport implements Transport {

	/** One client that sends much must not keep the others waiting. */
	private static final int AT_ONCE = 4096;

	private static final ByteBuffer[] NONE = {};

	private final SocketChannel channel;

	PlainTransport(Connection connection) {
		this(connection.channel());
	}

	PlainTransport(SocketChannel channel) {
		this.channel = channel;
	}

	@Override
	public int read(ByteBuffer target) throws IOException {
		target.limit(Math.min(target.capacity(), target.position() + AT_ONCE));
		return this.channel.read(target);
	}

	@Override
	public boolean write(Deque<ByteBuffer> bytes) throws IOException {
		while (!bytes.isEmpty()) {
			if (bytes.size() == 1) {
				this.channel.write(bytes.getFirst());
			}
			else {
				this.channel.write(bytes.toArray(NONE));
			}
			boolean taken = false;
			while (!bytes.isEmpty() && !bytes.getFirst().hasRemaining()) {
				bytes.removeFirst();
				taken = true;
			}
			if (!taken) {
				return false;
			}
		}
		return true;
	}

	@Override
	public boolean endOutput() throws IOException {
		this.channel.shutdownOutput();
		return true;
	}

	@Override
	public int operations(int operations) {
		return operations;
	}

	@Override
	public boolean canCloseFirst() {
		return true;
	}

	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			// It is gone
		}
	}

}
