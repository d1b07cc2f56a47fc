package dev.healthcheck.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

/**
 * {@link Transport} with TLS. What takes time in a handshake is done by another thread;
 * meanwhile the engine is left alone. A client that sends nothing costs no engine.
 */
final class TlsTransport implements Transport {

	private static final ByteBuffer[] NONE = {};

	private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

	private final SocketChannel channel;

	private final Supplier<SSLEngine> engines;

	private final Executor handshakes;

	private final Runnable resume;

	private final LoopBuffers buffers;

	/** Part of a record that has been received. */
	private @Nullable ByteBuffer received;

	/** Part of a record that has not been taken, or nothing. */
	private final Deque<ByteBuffer> unsent = new ArrayDeque<>(1);

	private @Nullable SSLEngine engine;

	private volatile boolean busy;

	private volatile @Nullable Throwable failure;

	private boolean established;

	TlsTransport(Connection connection, Supplier<SSLEngine> engines, Executor handshakes) {
		this.channel = connection.channel();
		this.engines = engines;
		this.handshakes = handshakes;
		this.resume = connection::deliver;
		this.buffers = connection.loop().buffers();
	}

	@Override
	public int read(ByteBuffer target) throws IOException {
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
		return !this.busy && this.unsent.isEmpty();
	}

	// Until more must be received or sent, or another thread has to do its part
	private boolean unwrap(ByteBuffer records, ByteBuffer target) throws IOException {
		if (!records.hasRemaining() && this.engine == null) {
			return true;
		}
		SSLEngine engine = engine();
		while (canRead()) {
			switch (engine.getHandshakeStatus()) {
				case NEED_TASK -> runTasks(engine);
				case NEED_WRAP -> wrap(engine, NONE);
				default -> {
					SSLEngineResult result = engine.unwrap(records, target);
					finished(result);
					if (result.getStatus() == Status.CLOSED) {
						return false;
					}
					if (result.getStatus() != Status.OK) {
						requireRoom(records);
						return true;
					}
				}
			}
		}
		return true;
	}

	private static void requireRoom(ByteBuffer records) throws SSLException {
		if (records.remaining() == records.capacity()) {
			throw new SSLException("A record is too large");
		}
	}

	private void finished(SSLEngineResult result) {
		this.established |= result.getHandshakeStatus() == HandshakeStatus.FINISHED;
	}

	private SSLEngine engine() {
		SSLEngine engine = this.engine;
		if (engine == null) {
			engine = this.engines.get();
			this.engine = engine;
		}
		return engine;
	}

	private void runTasks(SSLEngine engine) throws SSLException {
		if (this.established) {
			throw new SSLException("Renegotiation is not supported");
		}
		this.busy = true;
		this.handshakes.execute(() -> {
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
			this.resume.run();
		});
	}

	@Override
	public boolean write(Deque<ByteBuffer> bytes) throws IOException {
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
		SSLEngineResult result = (bytes.length > 0) ? engine.wrap(bytes, record) : engine.wrap(EMPTY, record);
		finished(result);
		if (result.bytesProduced() == 0 && result.bytesConsumed() == 0) {
			throw new SSLException("Nothing can be sent: " + result);
		}
		this.channel.write(record.flip());
		ByteBuffer rest = LoopBuffers.rest(record);
		if (rest != null) {
			this.unsent.add(rest);
		}
	}

	private boolean flush() throws IOException {
		if (!this.unsent.isEmpty()) {
			this.channel.write(this.unsent.getFirst());
			if (this.unsent.getFirst().hasRemaining()) {
				return false;
			}
			this.unsent.removeFirst();
		}
		return true;
	}

	@Override
	public boolean endOutput() throws IOException {
		SSLEngine engine = engine();
		engine.closeOutbound();
		while (flush()) {
			if (engine.isOutboundDone() || engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
				this.channel.shutdownOutput();
				return true;
			}
			wrap(engine, NONE);
		}
		return false;
	}

	@Override
	public int operations(int operations) {
		return this.busy ? 0 : this.unsent.isEmpty() ? operations : SelectionKey.OP_WRITE;
	}

	@Override
	public boolean canCloseFirst() {
		return false;
	}

	// Tells the client, or why a handshake failed, if that can be done at once
	@Override
	public void close() {
		try (SocketChannel closed = this.channel) {
			if (this.engine != null && !this.busy && closed.isConnected() && endOutput()) {
				// What has not been read would reset the connection, and take the alert
				// away
				closed.read(this.buffers.received(null));
			}
		}
		// The channel is closed whatever happens to the notice
		catch (Throwable ex) {
			// It is gone
		}
	}

}
