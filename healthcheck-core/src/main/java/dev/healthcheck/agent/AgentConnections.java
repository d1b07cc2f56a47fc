package dev.healthcheck.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The connections that have been answered, and are kept until the asker has closed its
 * end: closed at once over something unread, the answer would be lost with them. None is
 * kept for longer than two seconds, and the oldest has to go where there are too many.
 * Used by the thread of the server alone.
 */
final class AgentConnections {

	private static final int MAXIMUM = 64;

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final LongSupplier ticker;

	private final ByteBuffer ignored = ByteBuffer.allocate(512);

	/** The oldest first. */
	private final Deque<Answered> open = new ArrayDeque<>();

	/**
	 * Create connections.
	 * @param ticker tells the time, in nanoseconds
	 */
	AgentConnections(LongSupplier ticker) {
		this.ticker = ticker;
	}

	/**
	 * Answer, and see to it that the connection ends.
	 * @param connection the connection, which is new: there is room for a line
	 * @param answer the answer, or {@code null} to say nothing
	 * @param selector tells when the asker has closed its end
	 */
	void add(SocketChannel connection, @Nullable AgentAnswer answer, Selector selector) {
		try {
			connection.configureBlocking(false);
			if (answer != null) {
				connection.write(ByteBuffer.wrap((answer.line() + "\n").getBytes(StandardCharsets.US_ASCII)));
			}
			connection.shutdownOutput();
			connection.register(selector, SelectionKey.OP_READ);
			this.open.addLast(new Answered(connection, this.ticker.getAsLong()));
		}
		catch (IOException ex) {
			// The asker is gone already
			close(connection);
		}
		if (this.open.size() > MAXIMUM) {
			close(this.open.removeFirst().connection());
		}
	}

	/**
	 * Read what an asker has sent, and close the connection if that was all.
	 * @param key the key of the connection
	 */
	void read(SelectionKey key) {
		SocketChannel connection = (SocketChannel) key.channel();
		try {
			if (connection.read(this.ignored.clear()) < 0) {
				close(connection);
			}
		}
		catch (IOException ex) {
			close(connection);
		}
	}

	/**
	 * Close what has been kept for long enough.
	 */
	void forget() {
		long now = this.ticker.getAsLong();
		for (Answered oldest = this.open.peekFirst(); oldest != null; oldest = this.open.peekFirst()) {
			if (oldest.connection().isOpen() && now - oldest.at() < PATIENCE.toNanos()) {
				return;
			}
			close(oldest.connection());
			this.open.removeFirst();
		}
	}

	/**
	 * Return how long may be waited for something to happen.
	 * @return milliseconds, 0 for ever
	 */
	long patience() {
		return this.open.isEmpty() ? 0 : PATIENCE.toMillis();
	}

	void closeAll() {
		this.open.forEach((answered) -> close(answered.connection()));
		this.open.clear();
	}

	private static void close(SocketChannel connection) {
		try {
			connection.close();
		}
		catch (IOException ex) {
			// It is gone, all the same
		}
	}

	private record Answered(SocketChannel connection, long at) {

	}

}
