package dev.healthcheck.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Function;

import dev.healthcheck.port.PortFailure;
import org.jspecify.annotations.Nullable;

/**
 * A port of a {@link ServerLoop}: accepts its connections, and listens again if a failure
 * has closed it. Used by the thread of the loop, except for opening and closing.
 */
final class ServerPort implements ServerLoop.Selectable {

	/** Maximum number of connections that are accepted before others have their turn. */
	private static final int AT_ONCE = 16;

	/** Pause after a failure, which would otherwise happen again at once. */
	private static final Duration REST = Duration.ofMillis(50);

	private final Settings settings;

	private final FailureLog failures;

	private final InetSocketAddress address;

	private volatile ServerSocketChannel channel;

	private volatile boolean closed;

	private @Nullable SelectionKey key;

	private boolean resting;

	private long restingSince;

	private ServerPort(Settings settings, ServerSocketChannel channel) throws IOException {
		this.settings = settings;
		this.failures = loop().failureLog(ServerPort.class);
		this.channel = channel;
		this.address = (InetSocketAddress) channel.getLocalAddress();
	}

	// If the port cannot listen, the exception names the address
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
		return this.settings.loop();
	}

	ConnectionTable connections() {
		return this.settings.connections();
	}

	InetSocketAddress address() {
		return this.address;
	}

	boolean isClosed() {
		return this.closed;
	}

	// Listens again if necessary, and ends connections that have reached a time limit.
	// Returns nanoseconds until this must be called again
	long tend() {
		if (this.closed) {
			return Long.MAX_VALUE;
		}
		long left = this.resting ? REST.toNanos() - (loop().now() - this.restingSince) : 0;
		if (left <= 0) {
			this.resting = false;
			listen();
		}
		return Math.min(connections().sweep(), this.resting ? Math.max(left, 1) : Long.MAX_VALUE);
	}

	private void listen() {
		try {
			if (!this.channel.isOpen()) {
				this.channel = listen(this.address, this.settings.backlog());
				if (this.closed) {
					// Meanwhile, by another thread, which saw the former channel
					this.channel.close();
					return;
				}
				this.failures.warn(() -> this.settings.name() + " listens again on port " + this.address.getPort()
						+ ", which a failure had closed");
			}
			// A selector that failed to close leaves its keys valid
			if (this.key == null || !this.key.isValid() || this.key.selector() != loop().selector()) {
				this.key = this.channel.register(loop().selector(), SelectionKey.OP_ACCEPT, this);
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
		this.restingSince = loop().now();
		if (this.key != null && this.key.isValid()) {
			this.key.interestOps(0);
		}
		this.failures.log(() -> this.settings.name() + " cannot accept connections and tries again", failure);
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
				// Most likely there is no file descriptor left: free one
				connections().closeLongestIdle();
			}
			failed(ex);
			return null;
		}
	}

	private void serve(SocketChannel accepted) {
		Connection connection = null;
		try {
			accepted.configureBlocking(false);
			connection = new Connection(this, accepted, this.settings.transports(), this.settings.sessions());
			connections().add(connection);
			// Usually the request has already arrived
			connection.ready();
		}
		catch (Throwable ex) {
			if (connection != null) {
				connection.failed(ex);
			}
			new Transport(accepted).close();
		}
	}

	void closeConnections() {
		connections().closeAll();
	}

	// May be called by any thread
	void close() {
		this.closed = true;
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			this.failures.log(() -> this.settings.name() + " failed to close its port", ex);
		}
	}

	/** The name is the subject of log messages. */
	record Settings(String name, ServerLoop loop, int backlog, ConnectionTable connections,
			Function<Connection, Transport> transports, Function<Connection, Session> sessions) {

	}

}
