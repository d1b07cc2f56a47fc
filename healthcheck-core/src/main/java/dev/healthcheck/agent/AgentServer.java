package dev.healthcheck.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.healthcheck.port.PortFailure;
import dev.healthcheck.thread.DaemonThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Server for HAProxy's agent check: whoever connects over TCP is told in one line how
 * this instance is. What it may send is read and ignored. One daemon thread,
 * {@code healthcheck-agent}, serves all connections and waits for none of them. A server
 * cannot be started again: start another one.
 *
 * @since 0.1.0
 */
public final class AgentServer implements AutoCloseable {

	private static final Logger logger = System.getLogger(AgentServer.class.getName());

	/** How long the thread rests after it has failed. */
	private static final Duration PAUSE = Duration.ofMillis(100);

	private final Supplier<AgentAnswer> answers;

	private final Selector selector;

	private final ServerSocketChannel port;

	private final InetSocketAddress address;

	private final Thread thread;

	private final AgentConnections connections;

	/** Of the server's own thread. */
	private boolean warned;

	private AgentServer(Supplier<AgentAnswer> answers, Selector selector, ServerSocketChannel port,
			AgentConnections connections, DaemonThreadFactory factory) throws IOException {
		this.answers = answers;
		this.selector = selector;
		this.port = port;
		this.connections = connections;
		this.address = (InetSocketAddress) port.getLocalAddress();
		port.configureBlocking(false);
		port.register(selector, SelectionKey.OP_ACCEPT);
		this.thread = factory.newThread("healthcheck-agent", this::serve);
	}

	/**
	 * Start a server whose thread has the context class loader of the calling thread. It
	 * answers as soon as this method returns.
	 * @param address where to listen; with port 0, on any free port
	 * @param answers returns the answer of the moment, at once
	 * @return the server
	 * @throws IOException if it cannot listen there, with the address and the port in the
	 * message; a {@link BindException} if the port is in use
	 */
	public static AgentServer start(InetSocketAddress address, Supplier<AgentAnswer> answers) throws IOException {
		return start(address, answers, DaemonThreadFactory.inheriting());
	}

	/**
	 * Start a server. It answers as soon as this method returns.
	 * @param address where to listen; with port 0, on any free port
	 * @param answers returns the answer of the moment, at once
	 * @param factory creates the thread of the server
	 * @return the server
	 * @throws IOException if it cannot listen there, with the address and the port in the
	 * message; a {@link BindException} if the port is in use
	 */
	public static AgentServer start(InetSocketAddress address, Supplier<AgentAnswer> answers,
			DaemonThreadFactory factory) throws IOException {
		return start(address, answers, factory, System::nanoTime);
	}

	static AgentServer start(InetSocketAddress address, Supplier<AgentAnswer> answers, DaemonThreadFactory factory,
			LongSupplier ticker) throws IOException {
		Selector selector = Selector.open();
		ServerSocketChannel port = ServerSocketChannel.open();
		try {
			port.setOption(StandardSocketOptions.SO_REUSEADDR, true);
			port.bind(address);
			AgentServer server = new AgentServer(answers, selector, port, new AgentConnections(ticker), factory);
			server.thread.start();
			return server;
		}
		catch (IOException ex) {
			port.close();
			selector.close();
			throw PortFailure.of("The agent", address, ex);
		}
	}

	/**
	 * Return where the server listens.
	 * @return the address, with the port that was free where any was asked for
	 */
	public InetSocketAddress address() {
		return this.address;
	}

	private void serve() {
		while (this.port.isOpen()) {
			try {
				this.selector.select(this.connections.patience());
				this.connections.forget();
				for (SelectionKey key : this.selector.selectedKeys()) {
					if (key.channel() == this.port) {
						accept();
					}
					else {
						this.connections.read(key);
					}
				}
				this.selector.selectedKeys().clear();
			}
			// An Error of one round is not the end of the thread, either
			catch (Throwable ex) {
				failed(ex);
			}
		}
		this.connections.closeAll();
	}

	private void accept() throws IOException {
		SocketChannel connection = this.port.accept();
		if (connection != null) {
			this.connections.add(connection, answer(), this.selector);
		}
	}

	// Without an answer HAProxy keeps to what it was told last
	private @Nullable AgentAnswer answer() {
		try {
			return this.answers.get();
		}
		catch (Throwable ex) {
			warn(ex);
			return null;
		}
	}

	private void failed(Throwable ex) {
		if (this.port.isOpen()) {
			warn(ex);
			// There may be no descriptor left, and the same waits again: no reason to
			// spin
			LockSupport.parkNanos(this, PAUSE.toNanos());
		}
	}

	private void warn(Throwable ex) {
		logger.log(this.warned ? Level.DEBUG : Level.WARNING, "The agent could not answer", ex);
		this.warned = true;
	}

	/**
	 * Close the port and all connections, and wait for the thread to end, a second at the
	 * most.
	 */
	@Override
	public void close() {
		try (Selector closed = this.selector) {
			this.port.close();
			closed.wakeup();
			TimeUnit.SECONDS.timedJoin(this.thread, 1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
