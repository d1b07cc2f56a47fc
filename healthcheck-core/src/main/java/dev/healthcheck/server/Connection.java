package dev.healthcheck.server;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

import dev.healthcheck.server.ConnectionTable.Phase;
import org.jspecify.annotations.Nullable;

/**
 * A connection: keeps received bytes until the session uses them and sent bytes until the
 * client reads them, both within limits, and makes sure that it ends. It does not read
 * while a response is being made or unread. Used only by the thread of the loop.
 */
final class Connection implements ServerLoop.Selectable {

	/** No further request is read while so much waits to be written. */
	private static final int MOST_BUFFERS = 16;

	private static final int MOST_BYTES = 64 * 1024;

	/** Maximum number of bytes that are read and discarded after the last response. */
	private static final int MOST_DISCARDED = 1 << 20;

	private static final int SEND_BUFFER = 64 * 1024;

	private final ServerPort port;

	private final SocketChannel channel;

	private final Transport transport;

	private final Session session;

	private final Runnable resumption = this::proceed;

	private final Deque<ByteBuffer> output = new ArrayDeque<>(2);

	/** {@code null} until the connection has to wait: most never do. */
	private @Nullable SelectionKey key;

	/** Received bytes that have not been used. */
	private @Nullable ByteBuffer rest;

	/** Set by the {@link ConnectionTable}, like the next field. */
	Phase phase = Phase.HEAD;

	long since;

	/** Whether the rest may contain another message. */
	private boolean more;

	private boolean received;

	private boolean sent;

	private int unsent;

	private boolean flushed;

	private boolean suspended;

	private boolean inputEnded;

	private boolean finished;

	private boolean clean;

	private boolean outputEnded;

	private int discarded;

	private boolean closed;

	Connection(ServerPort port, SocketChannel channel, Function<Connection, Transport> transports,
			Function<Connection, Session> sessions) {
		this.port = port;
		this.channel = channel;
		this.transport = transports.apply(this);
		this.session = sessions.apply(this);
	}

	SocketChannel channel() {
		return this.channel;
	}

	ServerLoop loop() {
		return this.port.loop();
	}

	@Override
	public void ready() throws IOException {
		if (this.closed) {
			return;
		}
		boolean flushed = flush();
		if (flushed && this.phase == Phase.SENDING) {
			// The client has read everything, so the time limit starts again
			enter(this.finished ? Phase.LINGERING : Phase.HEAD);
		}
		if (flushed && !this.suspended) {
			if (!this.finished) {
				receive();
			}
			if (this.finished && flush() && !this.closed) {
				linger();
			}
		}
		settle();
	}

	// Continues on the thread of the loop. May be called by any thread
	void deliver() {
		loop().deliver(this.resumption);
	}

	private void receive() throws IOException {
		LoopBuffers buffers = loop().buffers();
		if (this.more) {
			use(buffers.input(this.rest).flip());
		}
		if (this.more || this.suspended || this.finished) {
			return;
		}
		if (!this.inputEnded) {
			ByteBuffer input = buffers.input(this.rest);
			int count = this.transport.read(input);
			this.inputEnded = count < 0;
			this.received |= count > 0;
			use(input.flip());
		}
		if (this.inputEnded && !this.more && !this.suspended) {
			finish(true);
		}
	}

	private void use(ByteBuffer input) throws IOException {
		this.more = this.session.receive(input);
		this.clean &= !input.hasRemaining();
		this.rest = this.finished ? null : LoopBuffers.rest(input);
		flush();
	}

	private boolean flush() throws IOException {
		if (this.port.isClosed()) {
			// Closed while a handler held up the loop
			close();
		}
		this.flushed = this.closed || this.transport.write(this.output);
		if (this.flushed) {
			this.unsent = 0;
		}
		return this.flushed;
	}

	// The bytes must not be changed
	void send(ByteBuffer bytes) {
		this.sent = true;
		this.unsent += bytes.remaining();
		this.output.add(bytes);
	}

	boolean takesMore() {
		return !isFinished() && !this.suspended && this.output.size() < MOST_BUFFERS && this.unsent < MOST_BYTES;
	}

	// Accepts no further message, and closes when everything has been written. The last
	// message is clean if it has been received completely
	void finish(boolean clean) {
		this.finished = true;
		this.clean = clean;
		this.more = false;
	}

	boolean isFinished() {
		return this.finished || this.closed;
	}

	// Waits for resume(), because a response is being made
	void suspend() {
		this.suspended = true;
		enter(Phase.WAITING);
	}

	void resume() {
		this.suspended = false;
		proceed();
	}

	private void proceed() {
		ServerLoop.ready(this);
	}

	// Closing with unread bytes would reset the connection, and the client would lose a
	// response that it has not read yet (RFC 9112, section 9.6)
	private void linger() throws IOException {
		ByteBuffer input = loop().buffers().input(null);
		int count = this.inputEnded ? -1 : this.transport.read(input);
		this.inputEnded = count < 0;
		this.discarded += Math.max(count, 0);
		boolean quiet = count == 0 && this.discarded == 0 && this.clean && this.transport.canCloseFirst();
		if (this.inputEnded || quiet || this.discarded > MOST_DISCARDED) {
			close();
		}
		else if (!this.outputEnded) {
			this.outputEnded = this.transport.endOutput();
		}
	}

	private void settle() throws IOException {
		if (this.closed) {
			return;
		}
		if (this.suspended) {
			await(0);
			return;
		}
		boolean unsent = this.sent && !this.flushed;
		if (unsent || this.finished) {
			Phase last = unsent ? Phase.SENDING : Phase.LINGERING;
			if (this.phase != last) {
				enter(last);
			}
		}
		else if (this.sent) {
			this.sent = false;
			enter((this.rest != null || this.session.isWithinMessage()) ? Phase.HEAD : Phase.IDLE);
		}
		else if (this.received && this.phase == Phase.IDLE) {
			enter(Phase.HEAD);
		}
		this.received = false;
		if (this.more && this.flushed) {
			// Lets other connections have their turn
			await(0);
			loop().execute(this.resumption);
		}
		else {
			await(unsent ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
		}
	}

	private void enter(Phase phase) {
		this.port.connections().enter(this, phase);
	}

	private void await(int wanted) throws IOException {
		int operations = (wanted != 0) ? this.transport.operations(wanted) : 0;
		if (this.key != null) {
			this.key.interestOps(operations);
			return;
		}
		this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		// The default would hold megabytes for a client that reads nothing
		this.channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
		this.key = this.channel.register(loop().selector(), operations, this);
	}

	// The time limit of the phase has been reached
	void expire() {
		try {
			if (this.phase == Phase.WAITING) {
				enter(Phase.DEFERRED);
				this.session.giveUp();
			}
			else {
				close();
			}
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	@Override
	public void failed(Throwable failure) {
		try {
			close();
		}
		catch (Throwable ex) {
			// Only this connection fails, not the loop
		}
	}

	void close() {
		this.port.connections().remove(this);
		if (!this.closed) {
			this.closed = true;
			this.output.clear();
			this.transport.close();
			this.session.end();
		}
	}

}
