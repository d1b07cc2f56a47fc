package dev.healthcheck.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Deque;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

/**
 * {@link Transport} with TLS. Another thread does the expensive part of a handshake;
 * meanwhile the loop does not touch the engine. A client that sends nothing costs no
 * engine.
 */
final class TlsTransport extends Transport {

	private static final ByteBuffer[] EMPTY = { ByteBuffer.allocate(0) };

	private final Connection connection;

	private final TlsThread thread;

	private final LoopBuffers buffers;

	/** Part of a record that has been received. */
	private @Nullable ByteBuffer received;

	/** Part of a record that the socket has not taken. */
	private @Nullable ByteBuffer unsent;

	private @Nullable SSLEngine engine;

	private volatile boolean busy;

	private volatile @Nullable Throwable failure;

	private boolean established;

	TlsTransport(Connection connection, TlsThread thread) {
		super(connection);
		this.connection = connection;
		this.thread = thread;
		this.buffers = connection.loop().buffers();
	}

	@Override
	int read(ByteBuffer target) throws IOException {
		if (this.busy) {
			return 0;
		}
		if (this.failure != null) {
			throw new SSLException("The handshake failed", this.failure);
		}
		ByteBuffer records = this.buffers.received(this.received);
		this.received = null;
		int start = target.position();
		int count = 0;
		boolean open = unwrap(records.flip(), target);
		if (open && canRead()) {
			records.compact();
			count = this.channel.read(records);
			records.flip();
			open = count <= 0 || unwrap(records, target);
		}
		this.received = LoopBuffers.rest(records);
		int produced = target.position() - start;
		return (produced > 0 || (open && count >= 0)) ? produced : -1;
	}

	private boolean canRead() {
		return !this.busy && this.unsent == null;
	}

	// Continues until more must be received or sent, or the other thread has work to do
	private boolean unwrap(ByteBuffer records, ByteBuffer target) throws IOException {
		if (!records.hasRemaining() && this.engine == null) {
			return true;
		}
		SSLEngine engine = engine();
		while (canRead()) {
			switch (engine.getHandshakeStatus()) {
				case NEED_TASK -> runTasks(engine);
				case NEED_WRAP -> wrap(engine, EMPTY);
				default -> {
					SSLEngineResult result = engine.unwrap(records, target);
					finished(result);
					if (result.getStatus() == Status.CLOSED) {
						return false;
					}
					if (result.getStatus() != Status.OK) {
						if (records.remaining() == records.capacity()) {
							throw new SSLException("A record is too large");
						}
						return true;
					}
				}
			}
		}
		return true;
	}

	private void finished(SSLEngineResult result) {
		this.established |= result.getHandshakeStatus() == HandshakeStatus.FINISHED;
	}

	private SSLEngine engine() {
		SSLEngine engine = this.engine;
		if (engine == null) {
			engine = this.thread.newEngine();
			this.engine = engine;
		}
		return engine;
	}

	private void runTasks(SSLEngine engine) throws SSLException {
		if (this.established) {
			throw new SSLException("Renegotiation is not supported");
		}
		this.busy = true;
		this.thread.execute(() -> {
			try {
				Runnable task = engine.getDelegatedTask();
				while (task != null && this.channel.isOpen()) {
					task.run();
					task = engine.getDelegatedTask();
				}
			}
			catch (Throwable ex) {
				this.failure = ex;
			}
			this.busy = false;
			this.connection.deliver();
		});
	}

	@Override
	boolean write(Deque<ByteBuffer> bytes) throws IOException {
		if (this.busy || !flush()) {
			return false;
		}
		while (!bytes.isEmpty()) {
			wrap(engine(), bytes.toArray(NONE));
			while (!bytes.isEmpty() && !bytes.getFirst().hasRemaining()) {
				bytes.removeFirst();
			}
			if (!flush()) {
				return false;
			}
		}
		return true;
	}

	private void wrap(SSLEngine engine, ByteBuffer[] bytes) throws IOException {
		ByteBuffer record = this.buffers.sent();
		SSLEngineResult result = engine.wrap(bytes, record);
		finished(result);
		if (result.bytesProduced() == 0 && result.bytesConsumed() == 0) {
			throw new SSLException("Nothing can be sent: " + result);
		}
		this.channel.write(record.flip());
		this.unsent = LoopBuffers.rest(record);
	}

	private boolean flush() throws IOException {
		if (this.unsent != null) {
			this.channel.write(this.unsent);
			if (this.unsent.hasRemaining()) {
				return false;
			}
			this.unsent = null;
		}
		return true;
	}

	@Override
	boolean endOutput() throws IOException {
		SSLEngine engine = engine();
		engine.closeOutbound();
		while (flush()) {
			if (engine.isOutboundDone() || engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
				this.channel.shutdownOutput();
				return true;
			}
			wrap(engine, EMPTY);
		}
		return false;
	}

	@Override
	int operations(int operations) {
		return this.busy ? 0 : (this.unsent == null) ? operations : SelectionKey.OP_WRITE;
	}

	@Override
	boolean canCloseFirst() {
		return false;
	}

	// Sends the client a notice, or why a handshake failed, if that is possible at once
	@Override
	void close() {
		try (SocketChannel closed = this.channel) {
			try {
				if (this.engine != null && !this.busy) {
					endOutput();
				}
			}
			finally {
				// Closing with unread bytes resets the connection. A client that has
				// received the end before reads it, and the alert
				closed.shutdownOutput();
				closed.read(this.buffers.received(null));
			}
		}
		// The channel is closed whether or not the notice could be sent
		catch (Throwable ex) {
			// It is gone
		}
	}

}
