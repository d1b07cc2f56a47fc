package dev.healthcheck.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Function;

import dev.healthcheck.port.PortFailure;
import org.jspecify.annotations.Nullable;

/**
 * A port of a {@link ServerLoop}: accepts its connections, and listens again should it
 * have been closed by a failure. Used by the thread of the loop, but for opening and
 * closing.
 */
final class ServerPort implements ServerLoop.Selectable {

	/** How many connections are accepted before the others have their turn. */
	private static final int AT_ONCE = 16;

	/** How long nothing is accepted after a failure: it would happen again at once. */
	private static final Duration REST = Duration.ofMillis(50);

	private static final int SEND_BUFFER = 64 * 1024;

	private final Settings settings;

	private final String name;

	private final ServerLoop loop;

	private final FailureLog failures;

	private final ConnectionTable connections;

	private final InetSocketAddress address;

	private volatile ServerSocketChannel channel;

	private volatile boolean closed;

	private @Nullable SelectionKey key;

	private boolean resting;

	private long restingSince;

	private ServerPort(Settings settings, ServerSocketChannel channel) throws IOException {
		this.settings = settings;
		this.name = settings.name();
		this.loop = settings.loop();
		this.failures = this.loop.failureLog(ServerPort.class);
		this.connections = settings.connections();
		this.channel = channel;
		this.address = (InetSocketAddress) channel.getLocalAddress();
	}

	// The port listens already. If it cannot, the exception names the address
	static ServerPort open(InetSocketAddress address, Settings settings) throws IOException {
		try {
			ServerPort port = new ServerPort(settings, listen(address, settings.backlog()));
			settings.loop().add(port);
			return port;
		}
		catch (IOException | RuntimeException ex) {
			throw PortFailure.of(settings.name(), address, ex);
		}
	}

	private static ServerSocketChannel listen(InetSocketAddress address, int backlog) throws IOException {
		ServerSocketChannel channel = ServerSocketChannel.open();
		try {
			channel.configureBlocking(false);
			return channel.bind(address, backlog);
		}
		catch (Throwable ex) {
			channel.close();
			throw ex;
		}
	}

	ServerLoop loop() {
		return this.loop;
	}

	ConnectionTable connections() {
		return this.connections;
	}

	InetSocketAddress address() {
		return this.address;
	}

	boolean isClosed() {
		return this.closed;
	}

	// Listens again if that has ended, and ends what has reached its time limit. Returns
	// nanoseconds until there is something to do
	long tend() {
		if (this.closed) {
			return Long.MAX_VALUE;
		}
		long left = this.resting ? REST.toNanos() - (this.loop.now() - this.restingSince) : 0;
		if (left <= 0) {
			this.resting = false;
			listen();
		}
		return Math.min(this.connections.sweep(), this.resting ? Math.max(left, 1) : Long.MAX_VALUE);
	}

	private void listen() {
		try {
			if (!this.channel.isOpen()) {
				this.channel = listen(this.address, this.settings.backlog());
				this.failures.warn(() -> this.name + " listens again on port " + this.address.getPort()
						+ ", which a failure had closed");
			}
			// A selector that failed to close leaves its keys valid
			if (this.key == null || !this.key.isValid() || this.key.selector() != this.loop.selector()) {
				this.key = this.channel.register(this.loop.selector(), SelectionKey.OP_ACCEPT, this);
			}
			this.key.interestOps(SelectionKey.OP_ACCEPT);
		}
		catch (IOException | RuntimeException ex) {
			failed(ex);
		}
	}

	@Override
	public void failed(Throwable failure) {
		this.resting = true;
		this.restingSince = this.loop.now();
		if (this.key != null && this.key.isValid()) {
			this.key.interestOps(0);
		}
		this.failures.log(() -> this.name + " cannot accept connections and tries again", failure);
	}

	@Override
	public void ready() {
		for (int i = 0; i < AT_ONCE && !this.closed; i++) {
			SocketChannel accepted = accept();
			if (accepted == null) {
				return;
			}
			serve(accepted);
		}
	}

	private @Nullable SocketChannel accept() {
		try {
			return this.channel.accept();
		}
		catch (IOException | OutOfMemoryError ex) {
			if (this.channel.isOpen()) {
				// Most likely there is no descriptor left: give one back
				this.connections.closeLongestIdle();
			}
			failed(ex);
			return null;
		}
	}

	private void serve(SocketChannel accepted) {
		Connection connection = null;
		try {
			accepted.configureBlocking(false);
			accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
			// Otherwise the operating system keeps megabytes for a client that reads
			// nothing
			accepted.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
			connection = new Connection(this, accepted, this.settings.transports(), this.settings.sessions());
			this.connections.add(connection);
			// The request is there already, most of the time
			connection.ready();
		}
		catch (Throwable ex) {
			if (connection != null) {
				connection.failed(ex);
			}
			new PlainTransport(accepted).close();
		}
	}

	void closeConnections() {
		this.connections.closeAll();
	}

	// May be called by any thread
	void close() {
		this.closed = true;
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			this.failures.log(() -> this.name + " failed to close its port", ex);
		}
	}

	/** The name begins a sentence; the backlog may wait to be accepted. */
	record Settings(String name, ServerLoop loop, int backlog, ConnectionTable connections,
			Function<Connection, Transport> transports, Function<Connection, Session> sessions) {

	}

}
